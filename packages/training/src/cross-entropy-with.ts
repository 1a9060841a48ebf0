import { tf } from "@rosenblatt/engine";
import type { Loss } from "./loss.js";
import { checkWeights, counted, rowsOf, tiny, weightsOf } from "./losses/targets.js";
import { named } from "./named.js";

export interface CrossEntropyOptions {
  /** The share of each label that is spread over all classes; 0 for none. */
  readonly labelSmoothing?: number;
  /** How much an example of each class counts, such as `data.train.balance().weights`. */
  readonly classWeights?: readonly number[] | undefined;
}

/**
 * Cross-entropy of logits `[n, classes]` or `[n, height, width, classes]` with smoothed labels, or
 * shares of classes, and weights of classes, in nats; the mean is by the weights of the labels, as
 * in PyTorch. A pixel whose label is no class, such as 255, does not count. Sources: Szegedy et al.,
 * Rethinking the Inception architecture (2016), section 7; King and Zeng (2001).
 *
 * @example
 * const loss = crossEntropyWith({ labelSmoothing: 0.1, classWeights: data.train.balance().weights });
 * await fit(model, data, { loss });
 */
export function crossEntropyWith({
  labelSmoothing = 0,
  classWeights,
}: CrossEntropyOptions = {}): Loss {
  check({ labelSmoothing, classWeights });
  return named(
    (outputs, labels) =>
      tf.tidy(() => {
        const { logits, targets, classes } = rowsOf(outputs, labels, "cross-entropy");
        const weights = weightsOf(classWeights, classes);
        const spread = tf.scalar(labelSmoothing / classes);
        const smooth = outputs.rank === 2 ? spread : spread.mul(counted({ targets }));
        const target = targets.mul(1 - labelSmoothing).add(smooth);
        const lost = tf.logSoftmax(logits).mul(target.mul(weights)).sum().neg();
        return lost.div(targets.mul(weights).sum().maximum(tiny)) as tf.Scalar;
      }),
    { name: "crossEntropyWith", labelSmoothing, classWeights },
  );
}

function check({ labelSmoothing = 0, classWeights }: CrossEntropyOptions): void {
  if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
    throw new RangeError(
      `Cannot smooth labels by ${labelSmoothing}: it must be at least 0 and below 1, such as 0.1`,
    );
  }
  checkWeights(classWeights);
}
