import type { Shape } from "@rosenblatt/engine";
import { type Figure, imageGrid, type Picture, scatter } from "@rosenblatt/plots";
import { sizeOf } from "./size-of.js";
import { assemble, type Source } from "./stream/assemble.js";

/** What there is to show of a split. */
interface Shown extends Source {
  readonly length: number;
  readonly shape: Shape;
  readonly classes: readonly string[];
  readonly features: readonly string[] | undefined;
}

/** The first `n` examples: 24 pictures with captions, or all points of the first two features. */
export function showExamples(split: Shown, n?: number): Picture | Figure {
  return split.shape.length === 3 ? showImages(split, n ?? 24) : showFeatures(split, n);
}

/** Augmented with a seed of its own: what a cell shows must not change how the next one trains. */
function showImages(split: Shown, n: number): Picture {
  const { shape, classes, labels, length } = split;
  const count = Math.max(0, Math.min(n, length));
  const positions = Uint32Array.from({ length: count }, (_, i) => i);
  const { x } = assemble(split, { positions, first: 0, seed: 1 });
  const size = sizeOf(shape);
  const images = Array.from(positions, (i) => x.subarray(i * size, (i + 1) * size));
  const captions = images.map((_, i) => classes[labels[i]!]!);
  return imageGrid(images, { shape, captions, range: [0, 1] });
}

function showFeatures(split: Shown, n = split.length): Figure {
  const { shape, inputs, labels, classes, scale, features } = split;
  const width = sizeOf(shape);
  const count = Math.max(0, Math.min(n, split.length));
  const value = (i: number, feature: number) => inputs[i * width + feature]! * scale;
  const alone = width === 1;
  const points = Array.from({ length: count }, (_, i) => [
    value(i, 0),
    alone ? labels[i]! : value(i, 1),
  ]);
  return scatter(points, {
    labels: labels.subarray(0, count),
    classes,
    xTitle: features?.[0] ?? "feature 0",
    yTitle: alone ? "class" : (features?.[1] ?? "feature 1"),
  });
}
