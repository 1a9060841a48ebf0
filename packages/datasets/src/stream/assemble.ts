import type { Augmentation } from "../augment/augmentation.js";
import { augmented } from "../augment/augmented.js";
import { emptyLike } from "../labels.js";
import { sizeOf } from "../size-of.js";
import { type Statistics, standardise } from "../standardised.js";
import { generator, seedOf } from "./generator.js";
import type { Job } from "./job.js";

/** What batches are made of. */
export interface Source {
  /** Of one example. */
  readonly shape: readonly number[];
  readonly inputs: Uint8Array | Float32Array;
  readonly labels: Int32Array | Float32Array;
  readonly scale: number;
  readonly augmentations: readonly Augmentation[];
  readonly normalisation: Statistics | undefined;
}

/** Examples in plain memory: `x` has `shape`, which is `[count, ...]`; `y` holds their labels. */
export interface PlainBatch {
  readonly x: Float32Array;
  /** Indices of classes, or numbers where there are no classes. */
  readonly y: Int32Array | Float32Array;
  readonly shape: readonly number[];
  readonly count: number;
}

/** Makes one batch: gathers, scales, augments, normalises and stacks its examples. The same in every thread. */
export function assemble(source: Source, { positions, first, seed }: Job): PlainBatch {
  const { shape, inputs, labels, scale, augmentations } = source;
  const count = positions.length;
  const length = sizeOf(shape);
  const x = new Float32Array(count * length);
  const y = emptyLike(labels, count);
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
      const [height, width, channels] = shape as [number, number, number];
      const random = generator(seedOf(seed, first + i));
      const image = { height, width, channels, values };
      x.set(augmented(image, { augmentations, random }).values, to);
    }
  }
  if (source.normalisation) {
    standardise(x, source.normalisation);
  }
  return { x, y, shape: [count, ...shape], count };
}
