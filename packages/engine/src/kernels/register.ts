import { tf } from "../tf.js";
import { oneByOne } from "./batched-product.js";
import { careful } from "./careful.js";
import { cast } from "./cast.js";
import { movingChannels } from "./channels-first.js";
import { conv2DBackpropFilter, conv2DBackpropInput } from "./conv2d-backprop.js";
import { conv3DBackpropFilter, conv3DBackpropInput } from "./conv3d-backprop.js";
import { depthwiseBackpropFilter, depthwiseBackpropInput } from "./depthwise-backprop.js";
import { einsum } from "./einsum.js";
import { fittingFactor } from "./fitting-factor.js";
import { anyBias } from "./fused-bias.js";
import { identity } from "./identity.js";
import { keepingNaN } from "./keeping-nan.js";
import { keepingTensor } from "./keeping-tensor.js";
import { leadingSum } from "./leading-sum.js";
import { transposingFirst } from "./mat-mul.js";
import { maxPoolGrad } from "./max-pool-grad.js";
import { plainKernel } from "./plain.js";
import { prelu } from "./prelu.js";
import { slice } from "./slice.js";
import { unsortedSegmentSum } from "./unsorted-segment-sum.js";
import { exactWindows } from "./windows.js";

const products = [tf.BatchMatMul, tf._FusedMatMul];

const convolutions = [tf.Conv2D, tf.FusedConv2D, tf.DepthwiseConv2dNative, tf.FusedDepthwiseConv2D];

const pooling = [tf.MaxPool, tf.AvgPool];

const fused = [tf._FusedMatMul, tf.FusedConv2D, tf.FusedDepthwiseConv2D];

const withChannels = [tf.Conv2D, tf.FusedConv2D, tf.Conv2DBackpropInput, tf.Conv2DBackpropFilter];

const picking = [tf.Maximum, tf.Minimum, tf.ClipByValue, tf.Relu6];

/** What finds largest numbers, but takes the smallest positive one for the smallest of all. */
const largest = [
  tf.Dilation2D,
  tf.Dilation2DBackpropFilter,
  tf.Dilation2DBackpropInput,
  tf.MaxPool3D,
  tf.MaxPool3DGrad,
  tf.MaxPoolWithArgmax,
];

/** What shares its input's memory, whatever kind of values this holds. */
const sharing = [tf.Identity, tf.Reshape];

/**
 * Adds to the WebAssembly backend the kernels that it lacks, better ones for some it has, and what
 * keeps the others from what they get wrong.
 */
export function registerKernels(): void {
  [
    cast(),
    conv2DBackpropFilter,
    conv2DBackpropInput,
    conv3DBackpropFilter,
    conv3DBackpropInput,
    depthwiseBackpropFilter,
    depthwiseBackpropInput,
    einsum,
    identity,
    maxPoolGrad,
    // The backend's own generator gives other numbers than everybody else's for the same seed.
    plainKernel(tf.Multinomial),
    ...largest.map(plainKernel),
    prelu(),
    slice,
    unsortedSegmentSum,
  ].forEach(register);
  register(keepingTensor());
  extend([tf.Sum, tf.Mean], leadingSum);
  extend(products, fittingFactor);
  extend([tf.BatchMatMul], oneByOne);
  extend(products, transposingFirst);
  extend([...convolutions, ...pooling], exactWindows);
  extend(fused, anyBias);
  extend(withChannels, movingChannels);
  extend(picking, keepingNaN);
  const present = tf.getKernelsForBackend("wasm").map(({ kernelName }) => kernelName);
  extend(
    present.filter((name) => !sharing.includes(name)),
    (name) => careful(tf.getKernel(name, "wasm")),
  );
  const plain = tf.getKernelsForBackend("cpu").map(({ kernelName }) => kernelName);
  extend(
    plain.filter((name) => !present.includes(name)),
    plainKernel,
  );
}

/** Puts another kernel in the place of each of these, usually one that builds on it. */
function extend(kernelNames: readonly string[], better: (name: string) => tf.KernelConfig): void {
  for (const name of kernelNames) register(better(name));
}

function register(kernel: tf.KernelConfig): void {
  if (tf.getKernel(kernel.kernelName, kernel.backendName)) {
    // TensorFlow.js warns about a kernel that is replaced, not about one that is new.
    tf.unregisterKernel(kernel.kernelName, kernel.backendName);
  }
  tf.registerKernel(kernel);
}
