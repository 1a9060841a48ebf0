import { filterGradientInSpace, inputGradientInSpace } from "../convolution/in-space.js";
import { tf } from "../tf.js";
import { wasmKernel } from "./kernel.js";

type Shape5D = [number, number, number, number, number];

interface Attributes {
  strides: [number, number, number] | number;
  pad: "same" | "valid";
}

/** The filter's gradient; the backend's own is wrong where the axes of a filter differ in size. */
export const conv3DBackpropFilter = wasmKernel<
  { x: tf.Tensor5D; dy: tf.Tensor5D },
  Attributes & { filterShape: Shape5D }
>(tf.Conv3DBackpropFilterV2, ({ inputs, attributes: { strides, pad, filterShape } }) => {
  const { shape } = inputs.x;
  const info = tf.backend_util.computeConv3DInfo(shape, filterShape, strides, 1, pad);
  return filterGradientInSpace(inputs, info);
});

/** The input's gradient; the backend's own is wrong where the axes of a filter differ in size. */
export const conv3DBackpropInput = wasmKernel<
  { dy: tf.Tensor5D; filter: tf.Tensor5D },
  Attributes & { inputShape: Shape5D }
>(tf.Conv3DBackpropInputV2, ({ inputs, attributes: { strides, pad, inputShape } }) => {
  const { shape } = inputs.filter;
  const info = tf.backend_util.computeConv3DInfo(inputShape, shape, strides, 1, pad);
  return inputGradientInSpace(inputs, info);
});
