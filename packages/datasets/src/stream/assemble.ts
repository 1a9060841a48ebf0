import type { Augmentation } from "../augment/augmentation.js";
import { changed, sizeText } from "../augment/changed.js";
import type { Image } from "../augment/image.js";
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
  readonly scale: number;
  readonly augmentations: readonly Augmentation[];
  readonly mixings: readonly Mixing[];
  readonly normalisation: Statistics | undefined;
}

/**
 * Makes one batch: gathers, scales, augments, normalises, stacks and mixes its examples. The same
 * in every thread.
 */
export function assemble(source: Source, { positions, first, seed }: Job): PlainBatch {
  const { shape, inputs, labels, scale, augmentations, normalisation } = source;
  const count = positions.length;
  const length = sizeOf(shape);
  const x = new Float32Array(count * length);
  const y = roomLike<Int32Array | Float32Array>(labels, count);
  for (let i = 0; i < count; i += 1) {
    const position = positions[i]!;
    y[i] = labels[position]!;
    const to = i * length;
    x.set(inputs.subarray(position * length, (position + 1) * length), to);
    for (let j = to; scale !== 1 && j < to + length; j += 1) {
      x[j] = x[j]! * scale;
    }
    if (augmentations.length > 0) {
      const values = x.subarray(to, to + length);
      const random = generator(seedOf(seed, first + i));
      x.set(augmentedValues(values, { shape, augmentations, random }), to);
    }
  }
  if (normalisation) {
    standardise(x, normalisation);
  }
  const batch = { x, y, shape: [count, ...shape], count };
  return mixed(batch, { ...source, random: generator(seedOf(seed, -1 - first)) });
}

/** @throws Error when a change fails, or when the picture does not end in the examples' shape. */
function augmentedValues(
  values: Float32Array,
  {
    shape,
    augmentations,
    random,
  }: Pick<Source, "shape" | "augmentations"> & { random: () => number },
): Float32Array {
  const [height, width, channels] = shape as [number, number, number];
  const before: Image = { height, width, channels, values };
  const after = changed(before, { augmentations, random });
  if (sizeText(after) !== sizeText(before)) {
    const names = augmentations.map(({ name }) => name).join(", ");
    throw new RangeError(
      `Cannot augment with ${names}: examples are of ${sizeText(before)} and come out as ` +
        `${sizeText(after)}; end with crop(0, { size: [${height}, ${width}] })`,
    );
  }
  return after.values;
}
