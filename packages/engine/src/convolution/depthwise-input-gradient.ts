import { tf } from "../tf.js";
import type { ConvolutionInfo } from "./info.js";
import { spread } from "./spread.js";

/**
 * The gradient of a depthwise convolution with respect to its input: the errors, spread out by the
 * stride, convolved with the flipped filters; each channel sums what its filters give.
 */
export function depthwiseInputGradient(
  { dy, filter }: { dy: tf.Tensor4D; filter: tf.Tensor4D },
  info: ConvolutionInfo,
): tf.Tensor4D {
  const [height, width, channels, multiplier] = filter.shape;
  const flipped = filter
    .reverse([0, 1])
    .reshape<tf.Tensor4D>([height, width, channels * multiplier, 1]);
  const dilations: [number, number] = [info.dilationHeight, info.dilationWidth];
  const gradient = tf.depthwiseConv2d(spread(dy, info), flipped, 1, "valid", "NHWC", dilations);
  return gradient.reshape([...info.inShape, multiplier]).sum(-1);
}
