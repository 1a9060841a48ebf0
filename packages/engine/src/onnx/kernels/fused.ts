import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import type { Value } from "../value.js";
import { activationRules } from "./activations.js";
import { binaryRules } from "./binary.js";
import { convolutionRules } from "./convolution.js";
import { productRules } from "./product.js";

/** The kernels of the activations that TensorFlow.js fuses. */
const activations: Readonly<Record<string, KernelRule>> = {
  elu: activationRules.Elu!,
  leakyrelu: activationRules.LeakyRelu!,
  prelu: activationRules.Prelu!,
  relu: activationRules.Relu!,
  relu6: activationRules.Relu6!,
  sigmoid: activationRules.Sigmoid!,
};

/** A kernel that goes on with adding a bias and an activation. */
function fused(base: KernelRule): KernelRule {
  return {
    shape: base.shape,
    lower: (call) => {
      const only = () => true;
      const made = base.lower(call) as Value;
      const { bias } = call.inputs;
      const sum = bias
        ? (binaryRules.Add!.lower({ ...call, only, inputs: { a: made, b: bias } }) as Value)
        : made;
      return activated({ ...call, only }, sum);
    },
  };
}

function activated(call: Lowering, x: Value): Value {
  const name = (call.attrs.activation ?? "linear") as string;
  if (name === "linear") return x;
  const inputs = { x, alpha: call.inputs.preluActivationWeights! };
  const attrs = { alpha: call.attrs.leakyreluAlpha };
  return activations[name]!.lower({ ...call, inputs, attrs }) as Value;
}

/** Layers as single kernels. */
export const fusedRules: KernelRules = {
  _FusedMatMul: fused(productRules.BatchMatMul!),
  FusedConv2D: fused(convolutionRules.Conv2D!),
  FusedDepthwiseConv2D: fused(convolutionRules.DepthwiseConv2dNative!),
};
