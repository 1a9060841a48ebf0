import { tf } from "@rosenblatt/engine";
import { assemble, type Source } from "./stream/assemble.js";
import { jobs } from "./stream/jobs.js";
import type { PlainBatch } from "./stream/plain-batch.js";

/** Examples as tensors: `x` is `[n, ...shape]`, `y` holds the label of each. */
export interface Batch {
  readonly x: tf.Tensor;
  /**
   * `[n]`, or `[n, height, width]` where each pixel has a label; after `mixup` or `cutmix` the share
   * of each class instead, `[n, classes]`.
   */
  readonly y: tf.Tensor1D;
}

/**
 * Cuts examples into batches. They are gathered from plain memory, since the time of `tf.slice`
 * and `tf.gather` grows with the whole source.
 */
export function* batches(
  source: Source,
  { size, shuffle }: { size: number; shuffle: boolean },
): Generator<Batch, void, undefined> {
  for (const job of jobs(source, { size, shuffle })) {
    yield tensors(assemble(source, job));
  }
}

/**
 * A batch of plain memory as tensors, which the caller disposes.
 *
 * @example
 * for await (const batch of data.test.stream(64)) {
 *   const { x, y } = tensors(batch);
 *   tf.dispose([x, y]);
 * }
 */
export function tensors({ x, y, shape, count, labelShape = [count] }: PlainBatch): Batch {
  const dtype = y instanceof Float32Array ? "float32" : "int32";
  const labels: tf.Tensor = tf.tensor(y, [...labelShape], dtype);
  return { x: tf.tensor(x, [...shape], "float32"), y: labels as tf.Tensor1D };
}
