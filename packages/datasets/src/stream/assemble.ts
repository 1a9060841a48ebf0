import type { Augmentation } from "../augment/augmentation.js";
import { changed, sizeText } from "../augment/changed.js";
import type { Box, Image } from "../augment/image.js";
import { mixed } from "../augment/mixed.js";
import type { Mixing } from "../augment/mixing.js";
import { roomLike } from "../room-like.js";
import { sizeOf } from "../size-of.js";
import { type Statistics, standardise } from "../standardised.js";
import { generator, seedOf } from "./generator.js";
import type { Job } from "./job.js";
import type { PlainBatch } from "./plain-batch.js";

/** What batches are made of. */
export interface Source {
  /** Of one example. */
  readonly shape: readonly number[];
  /** Only their number matters here. */
  readonly classes: readonly string[];
  readonly inputs: Uint8Array | Float32Array;
  readonly labels: Int32Array | Float32Array;
  /** Of one example's labels. */
  readonly labelShape: readonly number[];
  readonly ignore: number | undefined;
  readonly boxes: readonly (readonly Box[])[] | undefined;
  readonly scale: number;
  readonly augmentations: readonly Augmentation[];
  readonly mixings: readonly Mixing[];
  readonly normalisation: Statistics | undefined;
}

/** Of whose area a smaller share is left in view, a box goes. */
const least = 0.1;

/**
 * Makes one batch: gathers, scales, augments, normalises, stacks and mixes its examples. The same
 * in every thread.
 */
export function assemble(source: Source, { positions, first, seed }: Job): PlainBatch {
  const { shape, inputs, labels, labelShape, scale, augmentations, normalisation } = source;
  const count = positions.length;
  const [length, own] = [sizeOf(shape), sizeOf(labelShape)];
  const x = new Float32Array(count * length);
  const y = roomLike<Int32Array | Float32Array>(labels, count * own);
  const boxes = source.boxes && Array.from(positions, (position) => source.boxes![position]!);
  for (let i = 0; i < count; i += 1) {
    const position = positions[i]!;
    y.set(labels.subarray(position * own, (position + 1) * own), i * own);
    const to = i * length;
    x.set(inputs.subarray(position * length, (position + 1) * length), to);
    for (let j = to; scale !== 1 && j < to + length; j += 1) {
      x[j] = x[j]! * scale;
    }
    if (augmentations.length > 0) {
      const mask = labelShape.length > 0 && (y.subarray(i * own, (i + 1) * own) as Int32Array);
      const marks = { ...(mask && { mask }), ...(boxes && { boxes: boxes[i]! }) };
      const before = { values: x.subarray(to, to + length), ...marks };
      const random = generator(seedOf(seed, first + i));
      const after = augmentedPicture(before, { ...source, random });
      x.set(after.values, to);
      if (mask) mask.set(after.mask!);
      if (boxes) boxes[i] = after.boxes!.filter(({ visible = 1 }) => visible >= least);
    }
  }
  if (normalisation) {
    standardise(x, normalisation);
  }
  const many = labelShape.length > 0 && { labelShape: [count, ...labelShape] };
  const batch = { x, y, shape: [count, ...shape], count, ...many, ...(boxes && { boxes }) };
  return mixed(batch, { ...source, random: generator(seedOf(seed, -1 - first)) });
}

type Marked = Pick<Image, "values" | "mask" | "boxes">;

/**
 * @throws Error when a change fails or loses what is marked on the picture, or when that does not
 *   end in the examples' shape.
 */
function augmentedPicture(
  picture: Marked,
  {
    shape,
    augmentations,
    ignore,
    random,
  }: Pick<Source, "shape" | "augmentations" | "ignore"> & { random: () => number },
): Image {
  // A recording is a picture of one column.
  const [height = 1, width = 1, channels = 1] = shape;
  const outside = ignore !== undefined && { outside: ignore };
  const before: Image = { height, width, channels, ...picture, ...outside };
  const after = changed(before, { augmentations, random });
  const names = augmentations.map(({ name }) => name).join(", ");
  if (sizeText(after) !== sizeText(before)) {
    throw new RangeError(
      `Cannot augment with ${names}: examples are of ${sizeText(before)} and come out as ` +
        `${sizeText(after)}; end with crop(0, { size: [${height}, ${width}] })`,
    );
  }
  if ((before.mask && !after.mask) || (before.boxes && !after.boxes)) {
    throw new TypeError(
      `Cannot augment with ${names}: the picture comes out without its mask or its boxes; ` +
        "return { ...image, values }",
    );
  }
  return after;
}
