import { channelsFirst, channelsLast, toldLast } from "../convolution/channels.js";
import { filterGradient } from "../convolution/filter-gradient.js";
import { type ConvolutionAttributes, convolutionInfo } from "../convolution/info.js";
import { inputGradient } from "../convolution/input-gradient.js";
import { tf } from "../tf.js";
import { tracedName } from "../trace/backend.js";

/**
 * TensorFlow.js's gradient of a convolution, extended to dilated ones, which it refuses, and to
 * sizes that are rounded up, which it forgets.
 */
export function conv2DGradient(): tf.GradConfig {
  const stock = tf.getGradient(tf.Conv2D);
  return {
    ...stock,
    gradFunc: (dy, saved, attrs) => {
      const attributes = attrs as unknown as ConvolutionAttributes;
      if (!unusual(attributes)) return stock.gradFunc(dy, saved, attrs);
      const [x, filter] = saved as [tf.Tensor4D, tf.Tensor4D];
      if (attributes.dataFormat !== "NCHW")
        return gradients(dy as tf.Tensor4D, { x, filter, attributes });
      const last = gradients(channelsLast(dy as tf.Tensor4D), {
        x: channelsLast(x),
        filter,
        attributes: toldLast(attributes),
      });
      return { ...last, x: () => channelsFirst(last.x()) };
    },
  };
}

/** Whether the taps of a filter are apart, or sizes are rounded in a way of their own. */
export function unusual({ dilations = 1, dimRoundingMode }: ConvolutionAttributes): boolean {
  return Boolean(dimRoundingMode) || [dilations].flat().some((distance) => distance > 1);
}

function gradients(
  dy: tf.Tensor4D,
  {
    x,
    filter,
    attributes,
  }: { x: tf.Tensor4D; filter: tf.Tensor4D; attributes: ConvolutionAttributes },
) {
  const info = convolutionInfo({ x: x.shape, filter: filter.shape, attributes });
  if (tf.getBackend() === tracedName) return asKernels("Conv2D", { x, filter, dy, attributes });
  return {
    x: () => inputGradient({ dy, filter }, info),
    filter: () => filterGradient({ x, dy }, info),
  };
}

/** The gradients as the traced gear's own kernels, which know dilations and rounding. */
export function asKernels(
  kernel: "Conv2D" | "DepthwiseConv2dNative",
  {
    x,
    filter,
    dy,
    attributes,
  }: {
    x: tf.Tensor4D;
    filter: tf.Tensor4D;
    dy: tf.Tensor4D;
    attributes: ConvolutionAttributes;
  },
) {
  const run = (name: string, inputs: tf.NamedTensorMap, shape: object) =>
    tf.engine().runKernel(name, inputs, { ...attributes, ...shape } as unknown as tf.NamedAttrMap);
  return {
    x: () => run(`${kernel}BackpropInput`, { dy, filter }, { inputShape: x.shape }) as tf.Tensor4D,
    filter: () =>
      run(`${kernel}BackpropFilter`, { x, dy }, { filterShape: filter.shape }) as tf.Tensor4D,
  };
}
