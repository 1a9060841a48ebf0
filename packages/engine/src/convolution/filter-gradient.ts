import { tf } from "../tf.js";
import type { ConvolutionInfo } from "./info.js";
import { padded } from "./padded.js";

/**
 * The gradient of a convolution with respect to its filter, as one forward convolution: batch and
 * channels change places, and so do stride and dilation.
 */
export function filterGradient(
  { x, dy }: { x: tf.Tensor4D; dy: tf.Tensor4D },
  info: ConvolutionInfo,
): tf.Tensor4D {
  const images = padded(x, info.padInfo).transpose<tf.Tensor4D>([3, 1, 2, 0]);
  const errors = dy.transpose<tf.Tensor4D>([1, 2, 0, 3]);
  const strides: [number, number] = [info.dilationHeight, info.dilationWidth];
  const dilations: [number, number] = [info.strideHeight, info.strideWidth];
  const gradient = tf.conv2d(images, errors, strides, "valid", "NHWC", dilations);
  // A stride that does not divide the input leaves rows and columns that no tap of the filter saw.
  return gradient
    .slice([0, 0, 0, 0], [-1, info.filterHeight, info.filterWidth, -1])
    .transpose([1, 2, 0, 3]);
}
