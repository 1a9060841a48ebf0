import { tf } from "../tf.js";
import type { ConvolutionInfo } from "./info.js";
import { padded } from "./padded.js";

/**
 * The gradient of a depthwise convolution with respect to its filters, tap by tap: the pixels that
 * a tap saw, times the errors.
 */
export function depthwiseFilterGradient(
  { x, dy }: { x: tf.Tensor4D; dy: tf.Tensor4D },
  info: ConvolutionInfo,
): tf.Tensor4D {
  const { filterHeight, filterWidth, inChannels, outChannels, outHeight, outWidth } = info;
  const { strideHeight, strideWidth, dilationHeight, dilationWidth, padInfo } = info;
  const multiplier = outChannels / inChannels;
  const images = padded(x, padInfo);
  const places = info.batchSize * outHeight * outWidth;
  const errors = dy.reshape([places, inChannels, multiplier]);
  const ones = tf.ones([1, places]);
  const taps: tf.Tensor[] = [];
  for (let row = 0; row < filterHeight; row++) {
    for (let column = 0; column < filterWidth; column++) {
      const top = row * dilationHeight;
      const left = column * dilationWidth;
      const seen = images.stridedSlice(
        [0, top, left, 0],
        [
          info.batchSize,
          top + (outHeight - 1) * strideHeight + 1,
          left + (outWidth - 1) * strideWidth + 1,
          inChannels,
        ],
        [1, strideHeight, strideWidth, 1],
      );
      const products = seen.reshape([places, inChannels, 1]).mul(errors);
      // A product with ones sums over all places much faster than sum() on this backend.
      taps.push(tf.matMul(ones, products.reshape([places, outChannels])));
    }
  }
  return tf.concat(taps).reshape([filterHeight, filterWidth, inChannels, multiplier]);
}
