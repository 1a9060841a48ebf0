import { tf } from "../tf.js";
import { asTensor } from "./kernel.js";

interface Attributes {
  activation?: string;
  leakyreluAlpha?: number;
}

/**
 * Lets a fused convolution or product take any bias that can be broadcast. The kernels that come
 * with the backend know only one number a channel; for others the parts are computed one by one.
 */
export function anyBias(kernelName: string): tf.KernelConfig {
  const kernel = tf.getKernel(kernelName, "wasm");
  return {
    ...kernel,
    kernelFunc: (call) => {
      const { bias, preluActivationWeights: weights, ...inputs } = call.inputs;
      const { activation, leakyreluAlpha, ...attrs } = call.attrs as tf.NamedAttrMap & Attributes;
      const channels = (inputs.filter ?? inputs.b)!.shape.at(-1)!;
      if (!bias || usual(bias, { channels, kernelName })) return kernel.kernelFunc(call);
      return tf.tidy(() => {
        const sums = kernel.kernelFunc({
          inputs,
          attrs: { ...attrs, activation: "linear" },
          backend: call.backend,
        });
        const shifted = tf.add(asTensor(sums as tf.TensorInfo), bias as tf.Tensor);
        return activated(shifted, {
          activation: activation ?? "linear",
          alpha: leakyreluAlpha ?? 0.2,
          weights: weights as tf.Tensor,
        });
      });
    },
  };
}

function usual(
  { shape }: tf.TensorInfo,
  { channels, kernelName }: { channels: number; kernelName: string },
): boolean {
  if (shape.length !== 1) return false;
  return kernelName === tf.FusedDepthwiseConv2D || shape[0] === channels;
}

function activated(
  x: tf.Tensor,
  { activation, alpha, weights }: { activation: string; alpha: number; weights: tf.Tensor },
): tf.Tensor {
  if (activation === "linear") return x;
  if (activation === "prelu") return tf.prelu(x, weights);
  if (activation === "leakyrelu") return tf.leakyRelu(x, alpha);
  return tf[activation as "relu" | "relu6" | "elu" | "sigmoid"](x);
}
