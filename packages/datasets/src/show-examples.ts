import type { Shape } from "@rosenblatt/engine";
import {
  type Displayable,
  type Figure,
  imageGrid,
  type Marks,
  markOverlay,
  type Picture,
  type Recordings,
  recording,
  recordings,
  scatter,
  table,
} from "@rosenblatt/plots";
import type { Box } from "./augment/image.js";
import { correlation } from "./correlation.js";
import { type Quantity, titleOf } from "./labels.js";
import { sizeOf } from "./size-of.js";
import { assemble, type Source } from "./stream/assemble.js";
import type { PlainBatch } from "./stream/plain-batch.js";

/** What there is to show of a split. */
interface Shown extends Source {
  readonly length: number;
  readonly shape: Shape;
  readonly classes: readonly string[];
  readonly features: readonly string[] | undefined;
  readonly units: readonly string[] | undefined;
  readonly symbols: readonly string[] | undefined;
  readonly target: Quantity | undefined;
  readonly sampleRate?: number | undefined;
}

/**
 * The first `n` examples: 24 pictures with captions, 8 recordings, 12 texts, or all points of the
 * first two features; for numbers to predict, these over the feature that goes with them most.
 */
export function showExamples(
  split: Shown,
  n?: number,
): Picture | Figure | Recordings | Displayable {
  const { sampleRate, symbols } = split;
  if (sampleRate !== undefined) return showRecordings(split, { n: n ?? 8, sampleRate });
  if (symbols) return showTexts(split, symbols, n ?? 12);
  return split.shape.length === 3 ? showImages(split, n ?? 24) : showFeatures(split, n);
}

function showRecordings(
  split: Shown,
  { n, sampleRate }: { n: number; sampleRate: number },
): Recordings {
  const { inputs, captions } = firstOf(split, n);
  return recordings(inputs.map((each, i) => recording(each, { sampleRate, title: captions[i] })));
}

/**
 * Examples that are not normalised; augmented with a seed of its own: what a cell shows must not
 * change how the next one trains.
 */
function firstOf(split: Shown, n: number) {
  const { shape, length } = split;
  const count = Math.max(0, Math.min(n, length));
  const positions = Uint32Array.from({ length: count }, (_, i) => i);
  const batch = assemble({ ...split, normalisation: undefined }, { positions, first: 0, seed: 1 });
  const size = sizeOf(shape);
  const inputs = Array.from(positions, (i) => batch.x.subarray(i * size, (i + 1) * size));
  return { batch, inputs, captions: inputs.map((_, i) => caption(batch, { ...split, i })) };
}

function showImages(split: Shown, n: number): Picture {
  const { shape } = split;
  const { batch, inputs: images, captions } = firstOf(split, n);
  if (split.labelShape.length === 0 && !split.boxes) {
    return imageGrid(images, { shape, captions, range: [0, 1] });
  }
  const marked = images.map((image, i) =>
    markOverlay(image, marksOf(batch, { ...split, i }), { shape, ignore: split.ignore }),
  );
  const across = Math.max(1, Math.min(8, Math.floor(640 / shape[1]!)));
  return imageGrid(marked, {
    shape: [shape[0]!, shape[1]!, 3],
    ...{ captions, range: [0, 1], columns: across },
  });
}

interface Shows extends Pick<Shown, "shape" | "classes" | "labelShape" | "ignore"> {
  /** Which example of the batch. */
  readonly i: number;
}

/** The labels of a picture's pixels, where they are of all its pixels, and its boxes. */
function marksOf({ y, boxes }: PlainBatch, { shape, labelShape, i }: Shows): Marks {
  const own = sizeOf(labelShape);
  const each = labelShape.join() === shape.slice(0, 2).join();
  return { mask: each ? y.subarray(i * own, (i + 1) * own) : undefined, boxes: boxes?.[i] };
}

/**
 * The name of a class, a number, or the shares of mixed classes: `cat: 70 %, dog: 30 %`; of many
 * labels the names of all classes but the first, which is what stays clear.
 */
function caption(batch: PlainBatch, { i, classes, labelShape, ignore }: Shows): string {
  const { y } = batch;
  if (labelShape.length > 0) {
    const own = sizeOf(labelShape);
    const seen = new Set(y.subarray(i * own, (i + 1) * own));
    return classes.filter((_, label) => label > 0 && seen.has(label)).join(", ");
  }
  if (!batch.labelShape) {
    return y[i] === ignore ? namesOf(batch.boxes?.[i], classes) : (classes[y[i]!] ?? String(y[i]));
  }
  const shares = classes.map((name, c) => ({ name, share: y[i * classes.length + c]! }));
  return shares
    .filter(({ share }) => share >= 0.005)
    .sort((a, b) => b.share - a.share)
    .map(({ name, share }) => (share > 0.995 ? name : `${name}: ${Math.round(100 * share)} %`))
    .join(", ");
}

/** The classes of what is marked on a picture that has none as a whole. */
function namesOf(boxes: readonly Box[] = [], classes: readonly string[]): string {
  const seen = new Set(boxes.map(({ label }) => label));
  return classes.filter((name, label) => seen.has(label) || seen.has(name)).join(", ");
}

function showTexts(split: Shown, symbols: readonly string[], n: number): Displayable {
  const steps = sizeOf(split.shape);
  const count = Math.max(0, Math.min(n, split.length));
  const rows = Array.from({ length: count }, (_, i) => {
    const numbers = [...split.inputs.subarray(i * steps, (i + 1) * steps)];
    const text = numbers.map((number) => symbols[number]!).join("");
    return {
      text: text.replace(/[\n\t]/g, visible),
      next: visible(split.classes[split.labels[(i + 1) * steps - 1]!]!),
    };
  });
  return table(rows);
}

/** A character that can be seen: ends of lines as ↵, tabs as ⇥, spaces as ␣. */
export function visible(symbol: string): string {
  return { "\n": "↵", "\t": "⇥", " ": "␣" }[symbol] ?? symbol;
}

function showFeatures(split: Shown, n = split.length): Figure {
  const count = Math.max(0, Math.min(n, split.length));
  const width = sizeOf(split.shape);
  const labels = [...split.labels.subarray(0, count)];
  const columns = Array.from({ length: width }, (_, feature) =>
    labels.map((_, i) => split.inputs[i * width + feature]! * split.scale),
  );
  const title = (feature: number) =>
    titleOf(split.features?.[feature] ?? `feature ${feature}`, split.units?.[feature]);
  if (split.classes.length === 0) {
    const sizes = columns.map((column) => Math.abs(correlation(column, labels)));
    const telling = sizes.indexOf(Math.max(...sizes));
    const yTitle = titleOf(split.target?.name ?? "label", split.target?.unit);
    return scatter(pairs(columns[telling]!, labels), { xTitle: title(telling), yTitle });
  }
  const alone = width === 1;
  return scatter(pairs(columns[0]!, alone ? labels : columns[1]!), {
    labels,
    classes: split.classes,
    xTitle: title(0),
    yTitle: alone ? "class" : title(1),
  });
}

function pairs(a: readonly number[], b: readonly number[]): [number, number][] {
  return a.map((value, i) => [value, b[i]!]);
}
