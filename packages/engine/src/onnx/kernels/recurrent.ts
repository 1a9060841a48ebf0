import {
  type SequenceAttributes,
  sequenceGradientKernel,
  sequenceKernel,
  stateCounts,
} from "../../recurrent/sequence.js";
import type { KernelRule, KernelRules } from "../lowering.js";
import { sequenceGradients } from "../recurrent/gradient.js";
import { join, sequenceOf } from "../recurrent/layout.js";
import { passOf } from "../recurrent/pass.js";
import { Value } from "../value.js";

const recurrentSequence: KernelRule = {
  shape: (inputs, attrs) => {
    const [x, , recurrent] = Object.values(inputs);
    const [batch, steps] = x!.shape as [number, number];
    const units = recurrent!.shape[0]!;
    const { cell } = attrs as unknown as SequenceAttributes;
    const states = Array.from({ length: stateCounts[cell] }, () => [batch, units]);
    return [[batch, steps, units], ...states].map((shape) => ({ shape, dtype: "float32" }));
  },
  lower: (call) => {
    const { builder, inputs, outputs } = call;
    const { steps, ...sizes } = passOf(builder, Object.values(inputs), call.attrs);
    const rows = join(
      builder,
      steps.map(({ states }) => states[0]!),
      0,
    );
    const all = sequenceOf(builder, rows, { ...sizes, steps: steps.length });
    const names = [all, ...steps.at(-1)!.states];
    return names.map((name, i) => new Value(call, { ...outputs[i]!, name }));
  },
};

const recurrentSequenceGradient: KernelRule = {
  shape: (inputs, attrs) => {
    const errors = 1 + stateCounts[(attrs as unknown as SequenceAttributes).cell];
    return Object.values(inputs).slice(0, -errors);
  },
  lower: sequenceGradients,
};

/** Recurrent layers over whole sequences. */
export const recurrentRules: KernelRules = {
  [sequenceKernel]: recurrentSequence,
  [sequenceGradientKernel]: recurrentSequenceGradient,
};
