import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { tf } from "../tf.js";
import { asTensor } from "./kernel.js";

/**
 * Lets a kernel that picks the larger or smaller of numbers give NaN where one of them is NaN.
 * XNNPACK gives the other, which hides that a training has diverged.
 */
export function keepingNaN(kernelName: string): tf.KernelConfig {
  const kernel = tf.getKernel(kernelName, "wasm");
  return {
    ...kernel,
    kernelFunc: (call) => {
      const picked = kernel.kernelFunc(call) as tf.TensorInfo;
      const backend = call.backend as BackendWasm;
      const spoilt = Object.values(call.inputs).filter((input) => hasNaN(input!, backend));
      if (spoilt.length === 0) return picked;
      return tf.tidy(() =>
        spoilt.reduce<tf.Tensor>(
          (result, input) => tf.where(tf.isNaN(input as tf.Tensor), NaN, result),
          asTensor(picked),
        ),
      );
    },
  };
}

function hasNaN(input: tf.TensorInfo, backend: BackendWasm): boolean {
  const values = backend.typedArrayFromHeap(input);
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) return true;
  return false;
}
