import { tf } from "@rosenblatt/engine";
import type { AnyRankLayer } from "./layer.js";

export interface BatchNormOptions {
  /** How much of the remembered means and variances stays from step to step. */
  readonly momentum?: number;
  /** What is added to variances, lest one of 0 be divided by. */
  readonly epsilon?: number;
  /** Whether a deviation is learned as well (gamma); without it each channel has deviation 1. */
  readonly gamma?: boolean;
}

/**
 * Batch normalization: gives each channel the mean and the deviation that it has learned. In
 * training by the mean and variance of the batch, otherwise by those remembered from training.
 * Source: Ioffe and Szegedy (2015), algorithm 1; variances are the batch's own, divided by n.
 *
 * @throws RangeError unless the momentum is in [0, 1) and epsilon above 0.
 * @example net(data.shape, conv(16, 3), batchNorm(), pool(2), flatten(), dense(10))
 */
export function batchNorm({
  momentum = 0.9,
  epsilon = 1e-5,
  gamma = true,
}: BatchNormOptions = {}): AnyRankLayer {
  if (!(momentum >= 0 && momentum < 1 && epsilon > 0)) {
    throw new RangeError(
      `Cannot make batchNorm() with momentum = ${momentum} and epsilon = ${epsilon}: ` +
        "the momentum must be at least 0 and below 1, epsilon above 0; 0.9 and 1e-5 are usual",
    );
  }
  return {
    kind: "batchNorm",
    label: "batchNorm()",
    // Its weights scale what a layer before it has made: that one's outputs may still be logits.
    weighted: false,
    keepsShape: true,
    output: (input) => input,
    apply: (x, { name }) =>
      tf.layers
        .batchNormalization({ name, momentum, epsilon, scale: gamma })
        .apply(x) as tf.SymbolicTensor,
  };
}
