import { type Cell, entering, passedOn } from "./cell.js";

/** The simple recurrent layer: `h' = tanh(x·W + h·U + b)`. Source: Elman (1990). */
export const simpleRnn: Cell = {
  gates: 1,

  forward(setting, inputs, before) {
    const [state] = before;
    const output = setting.tanh(entering(setting, { gate: 0, input: inputs[0]!, state }));
    return { before, states: [output], operands: [state], kept: [] };
  },

  backward(setting, { states }, { output, before }) {
    const gates = [setting.tanhError(output, states[0]!)];
    return { gates, states: [passedOn(setting, { errors: gates, more: before })] };
  },
};
