import type { KernelRules } from "../lowering.js";
import { Value } from "../value.js";

/** Kernels over the last axis that give probabilities. */
export const softmaxRules: KernelRules = {
  Softmax: {
    shape: ({ logits }) => logits!,
    lower: (call) => {
      const attributes = { axis: -1 };
      const name = call.builder.add("Softmax", [call.inputs.logits!.plain], { attributes });
      return new Value(call, { ...call.output, name });
    },
  },
};
