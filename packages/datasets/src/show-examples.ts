import type { Shape } from "@rosenblatt/engine";
import { type Figure, imageGrid, type Picture, scatter } from "@rosenblatt/plots";

/** What there is to show of a split. */
interface Shown {
  readonly length: number;
  readonly shape: Shape;
  readonly classes: readonly string[];
  readonly inputs: Uint8Array | Float32Array;
  readonly labels: Int32Array;
  readonly scale: number;
  readonly features: readonly string[] | undefined;
}

/** The first `n` examples: 24 pictures with captions, or all points of the first two features. */
export function showExamples(split: Shown, n?: number): Picture | Figure {
  return split.shape.length === 3 ? showImages(split, n ?? 24) : showFeatures(split, n);
}

function showImages({ shape, inputs, labels, classes, length, scale }: Shown, n: number): Picture {
  const size = shape.reduce((product, side) => product * side, 1);
  const count = Math.max(0, Math.min(n, length));
  const images = Array.from({ length: count }, (_, i) => inputs.subarray(i * size, (i + 1) * size));
  const captions = images.map((_, i) => classes[labels[i]!]!);
  return imageGrid(images, { shape, captions, range: [0, 1 / scale] });
}

function showFeatures(split: Shown, n = split.length): Figure {
  const { shape, inputs, labels, classes, scale, features } = split;
  const width = shape.reduce((product, side) => product * side, 1);
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
