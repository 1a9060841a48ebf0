import { tf } from "@rosenblatt/engine";
import type { Loss } from "../loss.js";
import { named } from "../named.js";
import { checkWeights, rowsOf, tiny, weightsOf } from "./targets.js";

export interface FocalOptions {
  /** How much less counts what is told well already; 0 is cross-entropy. */
  readonly gamma?: number;
  /** How much each class counts, such as `data.train.balance().weights`. */
  readonly classWeights?: readonly number[] | undefined;
}

/**
 * Focal loss: cross-entropy, each example or pixel times (1 - p)^gamma, where p is the probability
 * of its class, so that the many easy ones do not drown the few hard ones. The mean is by the
 * weights of the labels; a label that is no class does not count. Source: Lin, Goyal, Girshick, He
 * and Dollár, Focal loss for dense object detection (2017), equation 5, over a softmax.
 *
 * @example
 * const loss = focal({ gamma: 2, classWeights: data.train.balance().weights });
 * await fit(model, data, { loss });
 * @throws RangeError for a gamma or weights that are not numbers from 0 on.
 */
export function focal({ gamma = 2, classWeights }: FocalOptions = {}): Loss {
  checkGamma(gamma);
  checkWeights(classWeights);
  return named(
    (outputs, labels) =>
      tf.tidy(() => {
        const { logits, targets, classes } = rowsOf(outputs, labels, "focal loss");
        const weights = targets.mul(weightsOf(classWeights, classes)).sum(-1);
        const log = tf.logSoftmax(logits).mul(targets).sum(-1);
        const lost = hardness(log.exp(), gamma).mul(log).mul(weights).sum().neg();
        return lost.div(weights.sum().maximum(tiny)) as tf.Scalar;
      }),
    { name: "focal", gamma, classWeights },
  );
}

export interface SigmoidFocalOptions extends Pick<FocalOptions, "gamma"> {
  /** How much what is there counts; what is not counts 1 less it. */
  readonly alpha?: number;
}

/**
 * Focal loss of detectors: each class of each place is a question of its own, answered by a sigmoid
 * of its logit. A label that is no class, such as -1, says that nothing is there. The sum is divided
 * by the number of what is there, or 1. Source: Lin et al. (2017), equation 5, and section 4.
 *
 * @example
 * const loss = sigmoidFocal({ alpha: 0.25 });
 * loss(tf.tensor2d([[2, -2], [-3, -3]]), tf.tensor1d([0, -1], "int32")).dataSync()[0]; // 0.0019675
 * @throws RangeError unless gamma is from 0 on and alpha from 0 to 1.
 */
export function sigmoidFocal({ gamma = 2, alpha = 0.25 }: SigmoidFocalOptions = {}): Loss {
  checkGamma(gamma);
  if (!(alpha >= 0 && alpha <= 1)) {
    throw new RangeError(`Cannot weight what is there by ${alpha}: alpha must be from 0 to 1`);
  }
  return named(
    (outputs, labels) =>
      tf.tidy(() => {
        const { logits, targets } = rowsOf(outputs, labels, "focal loss");
        const signs = targets.mul(2).sub(1) as tf.Tensor2D;
        // The logarithm of the probability of the right answer.
        const log = tf.softplus(logits.mul(signs).neg()).neg();
        const weights = targets.mul(2 * alpha - 1).add(1 - alpha);
        const lost = hardness(log.exp(), gamma).mul(log).mul(weights).sum().neg();
        return lost.div(targets.sum().maximum(1)) as tf.Scalar;
      }),
    { name: "sigmoidFocal", gamma, alpha },
  );
}

/** (1 - p)^gamma; p of 1 in float32 has no derivative for a gamma below 1. */
function hardness(p: tf.Tensor, gamma: number): tf.Tensor {
  const missing = tf.scalar(1).sub(p).maximum(1e-7);
  return gamma === 2 ? missing.square() : missing.pow(gamma);
}

function checkGamma(gamma: number): void {
  if (!(gamma >= 0 && Number.isFinite(gamma))) {
    throw new RangeError(`Cannot focus by gamma = ${gamma}: it must be a number from 0 on`);
  }
}
