import { filterGradient } from "../convolution/filter-gradient.js";
import { type ConvolutionAttributes, convolutionInfo } from "../convolution/info.js";
import { inputGradient } from "../convolution/input-gradient.js";
import { tf } from "../tf.js";

/** TensorFlow.js's gradient of a convolution, extended to dilated ones, which it refuses. */
export function conv2DGradient(): tf.GradConfig {
  const stock = tf.getGradient(tf.Conv2D);
  return {
    ...stock,
    gradFunc: (dy, saved, attrs) => {
      const attributes = attrs as unknown as ConvolutionAttributes;
      if (!dilated(attributes)) return stock.gradFunc(dy, saved, attrs);
      const [x, filter] = saved as [tf.Tensor4D, tf.Tensor4D];
      const info = convolutionInfo({ x: x.shape, filter: filter.shape, attributes });
      const errors = dy as tf.Tensor4D;
      return {
        x: () => inputGradient({ dy: errors, filter }, info),
        filter: () => filterGradient({ x, dy: errors }, info),
      };
    },
  };
}

/** Whether the taps of a filter are apart. */
export function dilated({ dilations = 1 }: Pick<ConvolutionAttributes, "dilations">): boolean {
  return [dilations].flat().some((distance) => distance > 1);
}
