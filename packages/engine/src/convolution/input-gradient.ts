import { tf } from "../tf.js";
import type { ConvolutionInfo } from "./info.js";
import { spread } from "./spread.js";

/**
 * The gradient of a convolution with respect to its input: the errors, spread out by the stride,
 * convolved with the flipped filter.
 */
export function inputGradient(
  { dy, filter }: { dy: tf.Tensor4D; filter: tf.Tensor4D },
  info: ConvolutionInfo,
): tf.Tensor4D {
  const flipped = filter.reverse([0, 1]).transpose<tf.Tensor4D>([0, 1, 3, 2]);
  const dilations: [number, number] = [info.dilationHeight, info.dilationWidth];
  return tf.conv2d(spread(dy, info), flipped, 1, "valid", "NHWC", dilations);
}
