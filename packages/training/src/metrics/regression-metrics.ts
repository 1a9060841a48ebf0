import { tf } from "@rosenblatt/engine";
import type { CountedMetric } from "./metric.js";
import { r2Of } from "./r2.js";

/**
 * The mean distance of outputs `[n, 1]` from labels `[n]`, in the unit of the labels.
 *
 * @example
 * meanAbsoluteError(tf.tensor2d([[1], [4]]), tf.tensor1d([1, 2])).dataSync()[0]; // 1
 */
export function meanAbsoluteError(outputs: tf.Tensor, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => errors(outputs, labels).abs().mean() as tf.Scalar);
}

/**
 * The root of the mean squared error of outputs `[n, 1]` from labels `[n]`, in the unit of the labels.
 *
 * @example fit(net([9], dense(1)), await cars(), { metrics: { rmse: rootMeanSquaredError, r2 } });
 */
export const rootMeanSquaredError: CountedMetric = {
  counts: (outputs, labels) =>
    tf.tidy(() => {
      const squares = errors(outputs, labels).square();
      return tf.stack([squares.sum(), tf.scalar(labels.shape[0])]) as tf.Tensor1D;
    }),
  value: ([squares, count]) => Math.sqrt(squares! / count!),
};

/**
 * R², the share of the labels' variance that outputs `[n, 1]` explain: 1 is best, 0 is a constant,
 * and below 0 is worse than that.
 *
 * @example
 * fit(net([9], dense(1)), await cars(), { metrics: { r2 } });
 */
export const r2: CountedMetric = {
  counts: (outputs, labels) =>
    tf.tidy(() => {
      const numbers = labels.toFloat();
      // About the batch's mean: sums of squares far from 0 would cancel in float32.
      const mean = numbers.mean();
      const [count, spread] = [tf.scalar(labels.shape[0]), numbers.sub(mean).square().sum()];
      const squares = errors(outputs, labels).square().sum();
      const about = mean.mul(count);
      return tf.stack([squares, spread, count, about, about.mul(mean)]) as tf.Tensor1D;
    }),
  value([squares, spread, count, sum, about]) {
    const total = spread! + Math.max(0, about! - sum! ** 2 / count!);
    return r2Of({ squares: squares!, total });
  },
};

function errors(outputs: tf.Tensor, labels: tf.Tensor1D): tf.Tensor {
  return outputs.reshape([labels.shape[0]]).sub(labels.toFloat());
}
