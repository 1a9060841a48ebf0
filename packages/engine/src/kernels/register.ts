import { tf } from "../tf.js";
import { conv2DBackpropFilter } from "./conv2d-backprop-filter.js";

const kernels: readonly tf.KernelConfig[] = [conv2DBackpropFilter];

/** Adds to the WebAssembly backend the kernels that it lacks, and faster ones for some it has. */
export function registerKernels(): void {
  for (const kernel of kernels) {
    if (tf.getKernel(kernel.kernelName, kernel.backendName)) {
      // TensorFlow.js warns about a kernel that is replaced, not about one that is new.
      tf.unregisterKernel(kernel.kernelName, kernel.backendName);
    }
    tf.registerKernel(kernel);
  }
}
