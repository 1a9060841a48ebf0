import { type Cell, entering, passedOn } from "./cell.js";

/**
 * Long short-term memory: `c' = f·c + i·g`, `h' = o·tanh c'`, gates in the order i, f, g, o, which
 * share one matrix. On the way back each gate's error is that of the cell, or for o of the output,
 * times a factor that does not depend on errors; the factors of all time steps are computed at once.
 * Source: Hochreiter and Schmidhuber (1997), with the forget gate of Gers et al. (2000).
 */
export const lstm: Cell = {
  gates: 1,

  forward(setting, [input], before) {
    const { gate, multiply, add, tanh, cut } = setting;
    const [state, memory] = before;
    const sums = entering(setting, { gate: 0, input: input!, state });
    const [zi, zf, zg, zo] = cut(sums, { parts: 4, axis: 1 });
    const [i, f, g, o] = [gate.apply(zi!), gate.apply(zf!), tanh(zg!), gate.apply(zo!)];
    const next = add(multiply(i, g), memory === undefined ? undefined : multiply(f, memory));
    const squashed = tanh(next);
    const states = [multiply(o, squashed), next];
    return { before, states, operands: [state], kept: [i, f, g, o, squashed] };
  },

  prepare(setting, steps) {
    const { gate, multiply, tanhError, cut, join, zeros } = setting;
    const [i, f, g, o, squashed] = [0, 1, 2, 3, 4].map((at) =>
      join(
        steps.map(({ kept }) => kept[at]!),
        0,
      ),
    ) as [string, string, string, string, string];
    const memory = join(
      steps.map(({ before }) => before[1] ?? zeros),
      0,
    );
    const ofGate = (y: string, error: string) =>
      gate.error({ y, error, product: multiply(y, error) });
    const gates = [ofGate(i, g), ofGate(f, memory), tanhError(i, g), ofGate(o, squashed)];
    const inTime = { parts: steps.length, axis: 0 };
    const factors = cut(join(gates, 1), inTime);
    const ofCell = cut(tanhError(o, squashed), inTime);
    return steps.map((step, at) => ({
      ...step,
      kept: [step.kept[1]!, factors[at]!, ofCell[at]!],
    }));
  },

  backward(setting, step, { output, others: [later], before }) {
    const { multiply, add, join } = setting;
    const [f, factors, ofCell] = step.kept as [string, string, string];
    const cell = add(multiply(output, ofCell), later);
    const errors = [multiply(join([cell, cell, cell, output], 1), factors)];
    return {
      gates: errors,
      states: [passedOn(setting, { errors, more: before }), multiply(cell, f)],
    };
  },
};
