import { random } from "@rosenblatt/engine";
import { shuffled } from "../shuffled.js";
import { sizeOf } from "../size-of.js";
import type { Source } from "./assemble.js";
import type { Job } from "./job.js";

type Jobbed = Pick<Source, "labels" | "labelShape" | "augmentations" | "mixings">;

/**
 * The batches of one pass over the examples. All that is random of the pass is drawn here, so that
 * nothing depends on when or where a batch is made.
 *
 * @throws RangeError unless the size is a whole number above 0.
 */
export function jobs(
  { labels, labelShape, augmentations, mixings }: Jobbed,
  { size, shuffle }: { size: number; shuffle: boolean },
): Job[] {
  if (!(Number.isInteger(size) && size > 0)) {
    throw new RangeError(`Cannot make batches of ${size}: the size must be a whole number above 0`);
  }
  const length = labels.length / sizeOf(labelShape);
  const order = shuffle ? shuffled(length, random) : Uint32Array.from({ length }, (_, i) => i);
  const seed = augmentations.length + mixings.length > 0 ? Math.floor(random() * 2 ** 32) : 0;
  return Array.from({ length: Math.ceil(length / size) }, (_, i) => {
    const first = i * size;
    return { positions: order.slice(first, first + size), first, seed };
  });
}
