import type { Seq, Vec } from "@rosenblatt/engine";
import type { AnyLayer } from "./chain.js";
import type { DenseLayer } from "./dense.js";
import type { Layer } from "./layer.js";
import { stepsOf } from "./recurrent/recurrent-layer.js";

/**
 * A fully connected layer at every step of a sequence `[steps, features]`, with the same weights
 * at each. Keras calls it `TimeDistributed`.
 *
 * @example perStep(dense(10)) // [28, 64] -> [28, 10]
 */
export function perStep<const O extends Vec>(
  layer: DenseLayer<O>,
): Layer<Seq, readonly [number, O[0]]> {
  const label = `perStep(${layer.label})`;
  return {
    ...layer,
    label,
    output: (input, after) => {
      const steps = stepsOf(input, { label, after });
      return [steps, ...layer.output(input.slice(1), after)];
    },
    // TensorFlow.js's dense layer takes the last axis, whatever comes before it.
    apply: layer.apply,
  } as AnyLayer as Layer<Seq, readonly [number, O[0]]>;
}
