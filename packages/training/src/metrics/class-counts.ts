import { tf } from "@rosenblatt/engine";
import type { ClassCounts } from "./average.js";

/**
 * For all classes how often each was rightly said, then how often said, then how often true. A
 * pixel whose label is no class does not count.
 */
export function classCounts(outputs: tf.Tensor, labels: tf.Tensor): tf.Tensor1D {
  return tf.tidy(() => {
    const classes = outputs.shape.at(-1)!;
    const oneHot = (of: tf.Tensor) =>
      tf.oneHot(of.flatten().cast("int32"), classes).cast("float32");
    const actual = oneHot(labels);
    const said = oneHot(outputs.argMax(-1));
    const predicted = labels.rank === 1 ? said : said.mul(actual.sum(-1, true));
    const counted = [predicted.mul(actual), predicted, actual].map((each) => each.sum(0));
    return tf.concat(counted) as tf.Tensor1D;
  });
}

/** The sums of those counts, taken apart. */
export function parted(sums: readonly number[]): ClassCounts {
  const classes = sums.length / 3;
  return {
    right: sums.slice(0, classes),
    predicted: sums.slice(classes, 2 * classes),
    actual: sums.slice(2 * classes),
  };
}
