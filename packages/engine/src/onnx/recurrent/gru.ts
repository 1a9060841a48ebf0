import { type Cell, entering, passedOn } from "./cell.js";

/**
 * The gated recurrent unit: `n = tanh(x·W + (r·h)·U + b)`, `h' = n + z·(h − n)`, gates in the order
 * z, r, n; the reset gate comes before the product, as in TensorFlow.js and in the paper.
 * Source: Cho et al., Learning phrase representations using RNN encoder-decoder (2014).
 */
export const gru: Cell = {
  gates: 3,

  forward(setting, inputs, before) {
    const { gate, multiply, subtract, add, tanh } = setting;
    const [state] = before;
    const [z, r] = [0, 1].map((at) =>
      gate.apply(entering(setting, { gate: at, input: inputs[at]!, state })),
    ) as [string, string];
    const reset = state && multiply(r, state);
    const candidate = tanh(entering(setting, { gate: 2, input: inputs[2]!, state: reset }));
    const output = state
      ? add(candidate, multiply(z, subtract(state, candidate)))
      : subtract(candidate, multiply(z, candidate));
    return {
      before,
      states: [output],
      operands: [state, state, reset],
      kept: [z, r, candidate],
    };
  },

  backward(setting, step, { output, before: more }) {
    const { gate, multiply, subtract, add, negative, tanhError, product, turned } = setting;
    const [z, r, candidate] = step.kept as [string, string, string];
    const [state, , reset] = step.operands;
    const carried = multiply(output, z);
    const way = state === undefined ? negative(candidate) : subtract(state, candidate);
    const errorZ = gate.error({
      y: z,
      error: multiply(output, way),
      product: multiply(carried, way),
    });
    const errorN = tanhError(subtract(output, carried), candidate);
    if (state === undefined) return { gates: [errorZ, undefined, errorN], states: [undefined] };
    const inner = product(errorN, turned[2]!, undefined);
    const errorR = gate.error({
      y: r,
      error: multiply(inner, state),
      product: multiply(inner, reset!),
    });
    const direct = add(add(multiply(inner, r), carried), more);
    const before = passedOn(setting, { errors: [errorZ, errorR], more: direct });
    return { gates: [errorZ, errorR, errorN], states: [before] };
  },
};
