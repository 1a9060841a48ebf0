import { tf } from "@rosenblatt/engine";
import { rowsOf } from "../losses/targets.js";
import type { CountedMetric } from "./metric.js";

/**
 * Perplexity: among how many classes, all alike, the choice would be as hard; the exponential of
 * the mean cross-entropy of logits `[n, classes]` or `[n, steps, classes]`. A network that knows
 * nothing has as much as there are classes, one that knows all has 1. Labels that are no class do
 * not count.
 *
 * Jelinek, Mercer, Bahl, Baker, Perplexity, a measure of the difficulty of speech recognition
 * tasks (1977), https://doi.org/10.1121/1.2016299
 *
 * @example
 * const data = characters("so it goes, and so it goes on", { steps: 4, test: 0.3 });
 * const model = characterModel({ shape: data.shape, classes: data.classes.length, units: 8 });
 * const { perplexity: hard } = await evaluate(model, data.test, { metrics: { perplexity } });
 */
export const perplexity: CountedMetric = {
  counts: (outputs, labels) =>
    tf.tidy(() => {
      const { logits, targets } = rowsOf(outputs, labels, "perplexity");
      const nats = tf.logSoftmax(logits).mul(targets).sum().neg();
      return tf.stack([nats, targets.sum()]) as tf.Tensor1D;
    }),
  value: ([nats, count]) => Math.exp(nats! / count!),
};
