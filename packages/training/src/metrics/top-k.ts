import { tf } from "@rosenblatt/engine";

/**
 * The share of a batch whose label `[n]` is among the `k` largest outputs `[n, classes]`; from 0 to
 * 1. Of equal outputs the first class counts as the largest, so that `topK(1)` is `accuracy`.
 *
 * @example fit(model, data, { metrics: { accuracy, top5: topK(5) } });
 * @throws RangeError unless `k` is a whole number above 0.
 */
export function topK(k: number): (outputs: tf.Tensor, labels: tf.Tensor1D) => tf.Scalar {
  if (!(Number.isInteger(k) && k > 0)) {
    throw new RangeError(`Cannot take the top ${k}: it must be a whole number above 0, such as 5`);
  }
  return (outputs, labels) =>
    tf.tidy(() => {
      const classes = outputs.shape.at(-1)!;
      const label = tf.oneHot(labels.cast("int32"), classes).cast("float32");
      const own = tf.where(label.greater(0), outputs, tf.zerosLike(outputs)).sum(-1, true);
      const classOf = tf.range(0, classes, 1, "float32");
      const later = classOf.greaterEqual(label.mul(classOf).sum(-1, true)).cast("float32");
      const behind = outputs.less(own).cast("float32");
      const tied = outputs.equal(own).cast("float32").mul(later);
      // What is not a number stands before all, and so is never right.
      const before = tf.scalar(1).sub(behind).sub(tied).sum(-1);
      return before.less(k).cast("float32").mean() as tf.Scalar;
    });
}
