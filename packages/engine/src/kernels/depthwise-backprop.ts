import { depthwiseFilterGradient } from "../convolution/depthwise-filter-gradient.js";
import { depthwiseInputGradient } from "../convolution/depthwise-input-gradient.js";
import { type ConvolutionAttributes, convolutionInfo } from "../convolution/info.js";
import { tf } from "../tf.js";
import { wasmKernel } from "./kernel.js";

type Shape4D = [number, number, number, number];

/** The filters' gradient, which the WebAssembly backend lacks. */
export const depthwiseBackpropFilter = wasmKernel<
  { x: tf.Tensor4D; dy: tf.Tensor4D },
  ConvolutionAttributes & { filterShape: Shape4D }
>(tf.DepthwiseConv2dNativeBackpropFilter, ({ inputs, attributes }) => {
  const { filterShape: filter } = attributes;
  const convolution = { x: inputs.x.shape, filter, attributes, depthwise: true };
  return depthwiseFilterGradient(inputs, convolutionInfo(convolution));
});

/** The input's gradient, which the WebAssembly backend lacks. */
export const depthwiseBackpropInput = wasmKernel<
  { dy: tf.Tensor4D; filter: tf.Tensor4D },
  ConvolutionAttributes & { inputShape: Shape4D }
>(tf.DepthwiseConv2dNativeBackpropInput, ({ inputs, attributes }) => {
  const { inputShape: x } = attributes;
  const convolution = { x, filter: inputs.filter.shape, attributes, depthwise: true };
  return depthwiseInputGradient(inputs, convolutionInfo(convolution));
});
