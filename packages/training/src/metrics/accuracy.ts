import { tf } from "@rosenblatt/engine";

/** The share of a batch whose largest output `[n, classes]` is at the label `[n]`; from 0 to 1. */
export function accuracy(outputs: tf.Tensor, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(
    () => outputs.argMax(-1).equal(labels.cast("int32")).cast("float32").mean() as tf.Scalar,
  );
}
