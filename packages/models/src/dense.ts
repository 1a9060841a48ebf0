import { tf, type Vec } from "@rosenblatt/engine";
import { type Activation, activate, checkActivation } from "./activation.js";
import { checkCount, misfit } from "./errors.js";
import type { Layer } from "./layer.js";

export interface DenseOptions {
  /** ReLU inside a network, `linear` at its end: its outputs are then logits. */
  readonly act?: Activation;
  /** Whether a learned constant is added to each unit's sum. */
  readonly bias?: boolean;
}

/** A fully connected layer; `perStep` makes it one for sequences. */
export interface DenseLayer<O extends Vec = Vec> extends Layer<Vec, O> {
  readonly kind: "dense";
}

/**
 * A fully connected layer: each of its units sums all inputs `[n]` with learned weights.
 *
 * @throws RangeError when `units` is not a whole number above 0.
 * @example dense(10) // [84] -> [10]
 */
export function dense<const U extends number>(
  units: U,
  { act, bias = true }: DenseOptions = {},
): DenseLayer<readonly [U]> {
  const label = `dense(${units})`;
  checkCount(label, { units });
  checkActivation(label, act);
  return {
    kind: "dense",
    label,
    weighted: true,
    output: (input, after) => {
      if (input.length !== 1) {
        const cure =
          input.length === 2
            ? `put flatten() between, or take perStep(${label})`
            : "put flatten() between";
        throw misfit(label, { after, needs: "[n]", got: input, cure });
      }
      return [units];
    },
    apply: (x, place) =>
      tf.layers
        .dense({ name: place.name, units, useBias: bias, ...activate(act, place) })
        .apply(x) as tf.SymbolicTensor,
  };
}
