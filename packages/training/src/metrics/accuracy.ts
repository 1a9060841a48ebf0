import { tf } from "@rosenblatt/engine";

/**
 * The share of a batch whose largest output `[n, classes]` is at the label `[n]`; from 0 to 1.
 *
 * @example
 * accuracy(tf.tensor2d([[1, 3], [5, 2]]), tf.tensor1d([1, 1], "int32")).dataSync()[0]; // 0.5
 */
export function accuracy(outputs: tf.Tensor, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(
    () => outputs.argMax(-1).equal(labels.cast("int32")).cast("float32").mean() as tf.Scalar,
  );
}
