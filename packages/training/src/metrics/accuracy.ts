import { tf } from "@rosenblatt/engine";

/**
 * The share of a batch whose largest output `[n, classes]` is at the label `[n]`, or at the class
 * that has the largest share of it, `[n, classes]`; from 0 to 1.
 */
export function accuracy(outputs: tf.Tensor, labels: tf.Tensor1D | tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const expected = labels.rank === 2 ? labels.argMax(-1) : labels.cast("int32");
    return outputs.argMax(-1).equal(expected).cast("float32").mean() as tf.Scalar;
  });
}
