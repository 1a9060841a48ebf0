import { tf } from "@rosenblatt/engine";
import type { Measure } from "../loss.js";

/**
 * A metric that is no mean over examples, such as F1: counts that add up over batches, and its
 * value from their sums. It runs in both gears, and gives the same for every batch size.
 *
 * @example
 * const wrong: CountedMetric = {
 *   counts: (outputs, labels) => outputs.argMax(-1).notEqual(labels).cast("float32").sum().reshape([1]),
 *   value: ([count]) => count!,
 * };
 */
export interface CountedMetric {
  /** From outputs `[n, units]` and labels `[n]`, float32 of any length. */
  counts(outputs: tf.Tensor, labels: tf.Tensor1D): tf.Tensor1D;
  value(sums: readonly number[]): number;
}

/** What can be measured of a batch. */
export type Metric = Measure | CountedMetric;

/** The means and the counts of a batch, each in the order of the metrics. */
interface Measured {
  readonly means: readonly tf.Scalar[];
  readonly counts: readonly tf.Tensor1D[];
}

/**
 * Computes metrics of a batch, the loss first. Where labels are shares of classes, the others take
 * the class with the largest share.
 */
export function measured(
  metrics: readonly Metric[],
  { outputs, labels, inputs }: { outputs: tf.Tensor; labels: tf.Tensor1D; inputs: tf.Tensor },
): Measured {
  const shares = labels.rank === outputs.rank && !labelledBy(metrics);
  const whole = shares ? (labels.argMax(-1) as tf.Tensor1D) : labels;
  const told = (i: number) => (i === 0 ? labels : whole);
  return {
    means: metrics.flatMap((metric, i) =>
      isMean(metric) ? [metric(outputs, told(i), inputs)] : [],
    ),
    counts: metrics.flatMap((metric, i) =>
      isMean(metric) ? [] : [metric.counts(outputs, told(i))],
    ),
  };
}

/** What a step gives back: one tensor for all means, and one for each metric that counts. */
export function packed({ means, counts }: Measured): tf.Tensor1D[] {
  return [tf.stack([...means]) as tf.Tensor1D, ...counts];
}

/** The numbers of each metric, in their order, from those of what was packed. */
export function unpacked(
  metrics: readonly Metric[],
  [means, ...counts]: readonly ArrayLike<number>[],
): readonly ArrayLike<number>[] {
  let [mean, count] = [0, 0];
  return metrics.map((metric) => (isMean(metric) ? [means![mean++]!] : counts[count++]!));
}

/** Whether a metric is a mean over examples. */
export function isMean(metric: Metric): metric is Measure {
  return typeof metric === "function";
}

/** How the loss, which is the first, makes labels of its own, if it does. */
export function labelledBy([loss]: readonly Metric[]): Measure["labelled"] {
  return loss && isMean(loss) ? loss.labelled : undefined;
}
