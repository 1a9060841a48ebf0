import {
  type RecurrentLayer,
  type RecurrentOptions,
  type RecurrentOutput,
  recurrentLayer,
} from "./recurrent-layer.js";

/**
 * The gated recurrent unit on sequences `[steps, features]`: `h' = z·h + (1 − z)·n`, where
 * `n = tanh(x·W + (r·h)·U + b)`, from zeros; gives its last state, or with `sequences` that of
 * every step.
 *
 * The gates z, r, n share the matrices W `[features, 3 units]` and U `[units, 3 units]` and one
 * bias. The reset gate r comes before the product with U, as in the paper; in PyTorch and cuDNN it
 * comes after it, so weights from there do not fit. Parameters are `3 units (features + units + 1)`;
 * mult-adds those of W and U, once a step. W begins with Glorot's uniform distribution, U
 * orthogonal, the bias at 0. Cho et al., Learning phrase representations using RNN encoder-decoder
 * (2014), https://arxiv.org/abs/1406.1078
 *
 * @throws RangeError when `units` is not a whole number above 0.
 * @example
 * gru(64) // [28, 10] -> [64]
 * gru(64, { sequences: true }) // [28, 10] -> [28, 64]
 */
export function gru<const U extends number, const S extends boolean = false>(
  units: U,
  options: RecurrentOptions<S> = {},
): RecurrentLayer<RecurrentOutput<U, S>> {
  return recurrentLayer("gru", units, options);
}
