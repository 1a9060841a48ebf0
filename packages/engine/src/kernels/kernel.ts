import { tf } from "../tf.js";

/** A kernel written with TensorFlow.js's own operations; what it makes on the way is disposed. */
export type Compute<Inputs, Attributes> = (inputs: Inputs, attributes: Attributes) => tf.Tensor;

/** Makes a kernel of the WebAssembly backend, which lacks it or has a slow one. */
export function wasmKernel<Inputs, Attributes>(
  kernelName: string,
  compute: Compute<Inputs, Attributes>,
): tf.KernelConfig {
  return {
    kernelName,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) =>
      tf.tidy(() => compute(inputs as Inputs, attrs as unknown as Attributes)),
  };
}
