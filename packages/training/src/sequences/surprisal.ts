import type { Split } from "@rosenblatt/datasets";
import type { Shape, tf } from "@rosenblatt/engine";
import { type PredictOptions, predict } from "../predict.js";

/**
 * How much each label of a split surprises a model: minus the logarithm of the probability that it
 * gives to it, in nats. Of a text that is one number for each character that comes next, example
 * after example; the exponential of their mean is the perplexity. NaN where a label is no class.
 *
 * @example
 * const data = characters("so it goes, and so it goes on", { steps: 4, test: 0.3 });
 * const model = characterModel({ shape: data.shape, classes: data.classes.length, units: 8 });
 * surprisal(model, data.train).length === data.train.labels.length; // true
 * @throws RangeError when there is no example, or the model has not an output for each class.
 */
export function surprisal<S extends Shape, C extends readonly string[]>(
  model: tf.LayersModel,
  split: Split<S, C, Shape>,
  options: PredictOptions = {},
): Float32Array {
  const { outputs, units } = predict(model, split, options);
  if (units !== split.classes.length || outputs.length !== units * split.labels.length) {
    throw new RangeError(
      `Cannot tell the surprise at ${split.labels.length} labels of ${split.classes.length} ` +
        `classes by ${outputs.length / units} rows of ${units} outputs: each label needs one`,
    );
  }
  return Float32Array.from(split.labels, (label, i) => {
    const logits = outputs.subarray(i * units, (i + 1) * units);
    const largest = logits.reduce((most, logit) => Math.max(most, logit));
    const sum = logits.reduce((total, logit) => total + Math.exp(logit - largest), 0);
    return Math.log(sum) + largest - (logits[label] ?? Number.NaN);
  });
}
