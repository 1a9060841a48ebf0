import type { Split } from "@rosenblatt/datasets";
import { type Shape, tf } from "@rosenblatt/engine";

/** What a model says of examples. */
export interface Prediction {
  /** One row of `units` numbers an example, row after row: logits, unless the model ends otherwise. */
  readonly outputs: Float32Array;
  readonly units: number;
  /** The class of each example: where its row is largest. */
  readonly classes: Int32Array;
}

/**
 * The model's outputs for every example of a split, or for rows of numbers, in inference mode and
 * without augmentations.
 */
export function predict<S extends Shape, C extends readonly string[]>(
  model: tf.LayersModel,
  examples: Split<S, C> | readonly (readonly number[])[],
  { batchSize = 256 }: { batchSize?: number } = {},
): Prediction {
  return tf.tidy(() => {
    const rows: tf.Tensor[] = [];
    for (const x of inputs(examples, batchSize)) {
      rows.push(tf.tidy(() => model.apply(x, { training: false }) as tf.Tensor2D));
      x.dispose();
    }
    if (rows.length === 0) {
      throw new RangeError("Cannot predict without examples: got none; pass at least one");
    }
    const outputs = tf.concat(rows, 0);
    tf.dispose(rows);
    return {
      outputs: outputs.dataSync() as Float32Array,
      units: outputs.shape[1] ?? 1,
      classes: outputs.argMax(-1).dataSync() as Int32Array,
    };
  });
}

function* inputs<S extends Shape, C extends readonly string[]>(
  examples: Split<S, C> | readonly (readonly number[])[],
  batchSize: number,
): Generator<tf.Tensor> {
  if ("batches" in examples) {
    for (const { x, y } of examples.plain.batches(batchSize)) {
      y.dispose();
      yield x;
    }
    return;
  }
  for (let start = 0; start < examples.length; start += batchSize) {
    yield tf.tensor2d(examples.slice(start, start + batchSize).map((row) => [...row]));
  }
}
