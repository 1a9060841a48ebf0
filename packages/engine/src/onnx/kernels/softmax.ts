import type { KernelRule, KernelRules } from "../lowering.js";
import { Value } from "../value.js";

function softmax(type: string, input: string): KernelRule {
  return {
    shape: (inputs) => inputs[input]!,
    lower: (call) => {
      const attributes = { axis: -1 };
      const name = call.builder.add(type, [call.inputs[input]!.plain], { attributes });
      return new Value(call, { ...call.output, name });
    },
  };
}

/** Kernels over the last axis that give probabilities. */
export const softmaxRules: KernelRules = {
  Softmax: softmax("Softmax", "logits"),
  LogSoftmax: softmax("LogSoftmax", "logits"),
};
