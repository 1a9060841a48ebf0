import { tf } from "../tf.js";
import { conv2DBackpropFilter, conv2DBackpropInput } from "./conv2d-backprop.js";
import { depthwiseBackpropFilter, depthwiseBackpropInput } from "./depthwise-backprop.js";
import { einsum } from "./einsum.js";
import { transposingFirst } from "./mat-mul.js";
import { maxPoolGrad } from "./max-pool-grad.js";
import { slice } from "./slice.js";
import { unsortedSegmentSum } from "./unsorted-segment-sum.js";

/** Adds to the WebAssembly backend the kernels that it lacks, and faster ones for some it has. */
export function registerKernels(): void {
  [
    conv2DBackpropFilter,
    conv2DBackpropInput,
    maxPoolGrad,
    depthwiseBackpropFilter,
    depthwiseBackpropInput,
    einsum,
    slice(),
    unsortedSegmentSum,
    transposingFirst(tf.BatchMatMul),
    transposingFirst(tf._FusedMatMul),
  ].forEach(register);
}

function register(kernel: tf.KernelConfig): void {
  if (tf.getKernel(kernel.kernelName, kernel.backendName)) {
    // TensorFlow.js warns about a kernel that is replaced, not about one that is new.
    tf.unregisterKernel(kernel.kernelName, kernel.backendName);
  }
  tf.registerKernel(kernel);
}
