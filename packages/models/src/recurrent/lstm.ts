import {
  type RecurrentLayer,
  type RecurrentOptions,
  type RecurrentOutput,
  recurrentLayer,
} from "./recurrent-layer.js";

export interface LstmOptions<S extends boolean = boolean> extends RecurrentOptions<S> {
  /**
   * The bias with which the forget gate begins: of its memory a new layer keeps about
   * `1 / (1 + e^-forget)` a step, so 4 lets it remember dozens of steps from the start.
   */
  readonly forget?: number;
}

/**
 * Long short-term memory on sequences `[steps, features]`: a memory `c' = f·c + i·g`, of which it
 * shows `h' = o·tanh c'`, from zeros; gives its last output, or with `sequences` that of every step.
 *
 * The gates i, f, g, o share the matrices W `[features, 4 units]` and U `[units, 4 units]` and one
 * bias, as in Keras and in PyTorch, whose two biases only count as their sum. Parameters are
 * `4 units (features + units + 1)`; mult-adds those of W and U, once a step: the gates' own
 * products, number by number, do not count. W begins with Glorot's uniform distribution, U
 * orthogonal, the bias at 0, that of f at 1 or at `forget`. Hochreiter and Schmidhuber, Long
 * short-term memory (1997), https://doi.org/10.1162/neco.1997.9.8.1735, with the forget gate of Gers
 * et al. (2000).
 *
 * @throws RangeError when `units` is not a whole number above 0.
 * @example
 * lstm(64) // [28, 10] -> [64]
 * lstm(64, { sequences: true }) // [28, 10] -> [28, 64]
 * lstm(64, { forget: 4 }) // remembers longer from the start: [28, 10] -> [64]
 */
export function lstm<const U extends number, const S extends boolean = false>(
  units: U,
  options: LstmOptions<S> = {},
): RecurrentLayer<RecurrentOutput<U, S>> {
  return recurrentLayer("lstm", units, options);
}
