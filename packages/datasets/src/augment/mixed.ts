import { beta } from "../beta.js";
import { shuffled } from "../shuffled.js";
import type { PlainBatch } from "../stream/plain-batch.js";
import type { Random } from "./augmentation.js";
import type { Mixing } from "./mixing.js";

/** A batch mixed within itself by all mixings, in order; itself when there are none. */
export function mixed(
  batch: PlainBatch,
  {
    classes,
    mixings,
    random,
  }: { classes: readonly string[]; mixings: readonly Mixing[]; random: Random },
): PlainBatch {
  return mixings.length === 0
    ? batch
    : mixings.reduce((before, mixing) => mix(before, { mixing, random }), soft(batch, classes));
}

/** The batch with shares of classes in place of classes; numbers stay as they are. */
function soft(batch: PlainBatch, { length }: readonly string[]): PlainBatch {
  const { y, count } = batch;
  if (length === 0) {
    return batch;
  }
  const shares = new Float32Array(count * length);
  y.forEach((label, i) => {
    shares[i * length + label] = 1;
  });
  return { ...batch, y: shares, labelShape: [count, length] };
}

function mix(batch: PlainBatch, { mixing, random }: { mixing: Mixing; random: Random }) {
  if (random() >= mixing.chance) {
    return batch;
  }
  const share = beta(mixing.alpha, random);
  const others = shuffled(batch.count, random);
  const { x, kept } =
    mixing.name === "mixup"
      ? { x: blended(batch.x, { others, share }), kept: share }
      : pasted(batch, { others, share, random });
  return { ...batch, x, y: blended(batch.y as Float32Array, { others, share: kept }) };
}

interface Blend {
  /** Which example each one is mixed with. */
  readonly others: ArrayLike<number>;
  /** How much of the first is kept. */
  readonly share: number;
}

function blended(rows: Float32Array, { others, share }: Blend): Float32Array {
  const width = rows.length / others.length;
  return rows.map((value, i) => {
    const row = Math.floor(i / width);
    return share * value + (1 - share) * rows[others[row]! * width + (i - row * width)]!;
  });
}

/** The same rectangle of the other picture in each, and how much of each picture is kept. */
function pasted(
  { x: rows, shape }: PlainBatch,
  { others, share, random }: Blend & { random: Random },
): { x: Float32Array; kept: number } {
  const [count, height, width, channels] = shape as [number, number, number, number];
  const side = Math.sqrt(1 - share);
  const [top, bottom] = stretch(height, side, random);
  const [left, right] = stretch(width, side, random);
  const x = rows.slice();
  for (let i = 0; i < count; i += 1) {
    for (let row = top; row < bottom; row += 1) {
      const at = (picture: number) => ((picture * height + row) * width + left) * channels;
      const from = at(others[i]!);
      x.set(rows.subarray(from, from + (right - left) * channels), at(i));
    }
  }
  return { x, kept: 1 - ((bottom - top) * (right - left)) / (height * width) };
}

/** Where a stretch of this share begins and ends about a random pixel, cut off at the borders. */
function stretch(length: number, share: number, random: Random): [first: number, end: number] {
  const half = Math.floor(Math.floor(length * share) / 2);
  const centre = Math.floor(random() * length);
  return [Math.max(0, centre - half), Math.min(length, centre + half)];
}
