import { classCounts, parted } from "../class-counts.js";
import type { CountedMetric } from "../metric.js";
import { knownMean } from "../one-against-rest.js";

/**
 * Intersection over union of what is said to be a class and what is, over all pixels, the mean over
 * the classes that are said or true at all: `segmentationReport`'s `meanIou` while training. A label
 * that is no class does not count.
 *
 * @example
 * const said = tf.tensor4d([1, 0, 1, 0, 0, 1], [1, 1, 3, 2]);
 * const labels: tf.Tensor = tf.tensor3d([0, 1, 1], [1, 1, 3]);
 * const { counts, value } = meanIou();
 * value([...counts(said, labels as tf.Tensor1D).dataSync()]); // 0.5
 */
export function meanIou(): CountedMetric {
  return {
    counts: classCounts,
    value(sums) {
      const { right, predicted, actual } = parted(sums);
      return knownMean(right.map((both, c) => both / (predicted[c]! + actual[c]! - both)));
    },
  };
}
