import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { tf } from "../tf.js";

/** What a kernel is called with. */
export interface Call<Inputs, Attributes> {
  readonly inputs: Inputs;
  readonly attributes: Attributes;
  readonly backend: BackendWasm;
}

/**
 * Makes a kernel of the WebAssembly backend, which lacks it or has a slow one. Tensors that
 * `compute` makes on the way are disposed.
 */
export function wasmKernel<Inputs, Attributes>(
  kernelName: string,
  compute: (call: Call<Inputs, Attributes>) => tf.TensorInfo,
): tf.KernelConfig {
  return {
    kernelName,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs, backend }) => {
      const call = {
        inputs: inputs as Inputs,
        attributes: (attrs ?? {}) as unknown as Attributes,
        backend: backend as BackendWasm,
      };
      return tf.tidy(() => compute(call) as tf.Tensor);
    },
  };
}

/** A kernel's result as a tensor; our own kernels give tensors already. */
export function asTensor(result: tf.TensorInfo): tf.Tensor {
  return result instanceof tf.Tensor ? result : tf.engine().makeTensorFromTensorInfo(result);
}
