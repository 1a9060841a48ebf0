import { depthwiseFilterGradient } from "../convolution/depthwise-filter-gradient.js";
import { depthwiseInputGradient } from "../convolution/depthwise-input-gradient.js";
import { type ConvolutionAttributes, convolutionInfo } from "../convolution/info.js";
import { tf } from "../tf.js";
import { tracedName } from "../trace/backend.js";
import { asKernels, unusual } from "./convolution.js";

/** TensorFlow.js's gradient of a depthwise convolution, extended to dilated ones. */
export function depthwiseGradient(): tf.GradConfig {
  const stock = tf.getGradient(tf.DepthwiseConv2dNative);
  return {
    ...stock,
    gradFunc: (dy, saved, attrs) => {
      const attributes = attrs as unknown as ConvolutionAttributes;
      if (!unusual(attributes)) return stock.gradFunc(dy, saved, attrs);
      const [x, filter] = saved as [tf.Tensor4D, tf.Tensor4D];
      const convolution = { x: x.shape, filter: filter.shape, attributes, depthwise: true };
      const info = convolutionInfo(convolution);
      const errors = dy as tf.Tensor4D;
      if (tf.getBackend() === tracedName) {
        return asKernels("DepthwiseConv2dNative", { x, filter, dy: errors, attributes });
      }
      return {
        x: () => depthwiseInputGradient({ dy: errors, filter }, info),
        filter: () => depthwiseFilterGradient({ x, dy: errors }, info),
      };
    },
  };
}
