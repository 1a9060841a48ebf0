import {
  type RecurrentLayer,
  type RecurrentOptions,
  type RecurrentOutput,
  recurrentLayer,
} from "./recurrent-layer.js";

/**
 * The simple recurrent layer on sequences `[steps, features]`: `h' = tanh(x·W + h·U + b)`, from a
 * state of zeros; gives its last state, or with `sequences` that of every step.
 *
 * W begins with Glorot's uniform distribution, U orthogonal, b at 0. Elman, Finding structure in
 * time (1990), https://doi.org/10.1207/s15516709cog1402_1
 *
 * @throws RangeError when `units` is not a whole number above 0.
 * @example
 * rnn(32) // [28, 10] -> [32]
 * rnn(32, { sequences: true }) // [28, 10] -> [28, 32]
 */
export function rnn<const U extends number, const S extends boolean = false>(
  units: U,
  options: RecurrentOptions<S> = {},
): RecurrentLayer<RecurrentOutput<U, S>> {
  return recurrentLayer("rnn", units, options);
}
