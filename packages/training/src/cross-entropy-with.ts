import { tf } from "@rosenblatt/engine";
import { classCount } from "./loss.js";

export interface CrossEntropyOptions {
  /** The share of each label that is spread over all classes; 0 for none. */
  readonly labelSmoothing?: number;
  /** How much an example of each class counts, such as `data.train.balance().weights`. */
  readonly classWeights?: readonly number[] | undefined;
}

/**
 * Cross-entropy of logits `[n, classes]` with smoothed labels, or shares of classes, and weights of
 * classes, in nats; the mean is by the weights of the labels, as in PyTorch. Sources: Szegedy et al., Rethinking the
 * Inception architecture (2016), section 7; King and Zeng (2001).
 *
 * @example
 * const loss = crossEntropyWith({ labelSmoothing: 0.1, classWeights: data.train.balance().weights });
 * await fit(model, data, { loss });
 */
export function crossEntropyWith({
  labelSmoothing = 0,
  classWeights,
}: CrossEntropyOptions = {}): (logits: tf.Tensor, labels: tf.Tensor1D) => tf.Scalar {
  check({ labelSmoothing, classWeights });
  return (logits, labels) =>
    tf.tidy(() => {
      const classes = classCount(logits);
      if (classWeights && classWeights.length !== classes) {
        throw new RangeError(
          `Cannot weight ${classes} classes by ${classWeights.length} weights: each class needs ` +
            "one, such as data.train.balance().weights",
        );
      }
      const weights = classWeights ? tf.tensor1d([...classWeights]) : tf.ones([classes]);
      const whole = labels.rank === 1;
      const label = whole ? tf.oneHot(labels.cast("int32"), classes).cast("float32") : labels;
      const target = label.mul(1 - labelSmoothing).add(labelSmoothing / classes);
      const lost = tf.logSoftmax(logits).mul(target.mul(weights)).sum().neg();
      return lost.div(label.mul(weights).sum()) as tf.Scalar;
    });
}

function check({ labelSmoothing = 0, classWeights = [] }: CrossEntropyOptions): void {
  if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
    throw new RangeError(
      `Cannot smooth labels by ${labelSmoothing}: it must be at least 0 and below 1, such as 0.1`,
    );
  }
  const wrong = classWeights.findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)));
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot weight class ${wrong} by ${classWeights[wrong]}: weights must be numbers from 0 on`,
    );
  }
}
