import { type Cell, entering, passedOn } from "./cell.js";

/**
 * Long short-term memory: `c' = f·c + i·g`, `h' = o·tanh c'`, gates in the order i, f, g, o.
 * On the way back `o·(1 − tanh² c')` is `o − h'·tanh c'`, and products with gates are shared.
 * Source: Hochreiter and Schmidhuber (1997), with the forget gate of Gers et al. (2000).
 */
export const lstm: Cell = {
  gates: 4,

  forward(setting, inputs, before) {
    const { gate, multiply, add, tanh } = setting;
    const [state, memory] = before;
    const [zi, zf, zg, zo] = inputs.map((input, at) =>
      entering(setting, { gate: at, input, state }),
    );
    const [i, f, g, o] = [gate.apply(zi!), gate.apply(zf!), tanh(zg!), gate.apply(zo!)];
    const next = add(multiply(i, g), memory === undefined ? undefined : multiply(f, memory));
    const squashed = tanh(next);
    const states = [multiply(o, squashed), next];
    return { before, states, operands: inputs.map(() => state), kept: [i, f, g, o, squashed] };
  },

  backward(setting, step, { output, others: [later], before }) {
    const { gate, multiply, subtract, add } = setting;
    const [i, f, g, o, squashed] = step.kept as [string, string, string, string, string];
    const memory = step.before[1];
    const outward = multiply(output, step.states[0]!);
    const errorO = gate.error({ y: o, error: multiply(output, squashed), product: outward });
    const cell = add(subtract(multiply(output, o), multiply(outward, squashed)), later);
    const inward = multiply(cell, i);
    const product = multiply(inward, g);
    const errorI = gate.error({ y: i, error: multiply(cell, g), product });
    const errorG = subtract(inward, multiply(product, g));
    const kept = multiply(cell, f);
    const errorF =
      memory &&
      gate.error({ y: f, error: multiply(cell, memory), product: multiply(kept, memory) });
    const gates = [errorI, errorF, errorG, errorO];
    return { gates, states: [passedOn(setting, { errors: gates, more: before }), kept] };
  },
};
