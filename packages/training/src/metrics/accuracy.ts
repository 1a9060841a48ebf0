import { tf } from "@rosenblatt/engine";

/**
 * The share of a batch whose largest output `[n, classes]` is at the label `[n]`; from 0 to 1. Of
 * outputs `[n, height, width, classes]` the share of the pixels whose label is a class.
 *
 * @example
 * accuracy(tf.tensor2d([[1, 3], [5, 2]]), tf.tensor1d([1, 1], "int32")).dataSync()[0]; // 0.5
 */
export function accuracy(outputs: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  return tf.tidy(() => {
    const right = outputs.argMax(-1).equal(labels.cast("int32")).cast("float32");
    if (labels.rank === 1) return right.mean() as tf.Scalar;
    const classes = outputs.shape.at(-1)!;
    const counted = labels.greaterEqual(0).logicalAnd(labels.less(classes)).cast("float32");
    return right.sum().div(counted.sum().maximum(1)) as tf.Scalar;
  });
}
