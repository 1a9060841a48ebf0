import type { tf } from "../tf.js";
import type { ConvolutionInfo } from "./info.js";
import { padded } from "./padded.js";

/**
 * The errors of a convolution at the places of the input that they belong to: as far apart
 * as the stride, with zeros between and around, so that the flipped filter, moved over them,
 * gives the gradient of the input.
 */
export function spread(errors: tf.Tensor4D, info: ConvolutionInfo): tf.Tensor4D {
  const dy = inside(errors, info);
  const [n, height, width, channels] = dy.shape;
  const { strideHeight, strideWidth, padInfo } = info;
  const apart =
    strideHeight === 1 && strideWidth === 1
      ? dy
      : between(dy, [strideHeight, strideWidth]).reshape<tf.Tensor4D>([
          n,
          height * strideHeight,
          width * strideWidth,
          channels,
        ]);
  const top = (info.filterHeight - 1) * info.dilationHeight - padInfo.top;
  const left = (info.filterWidth - 1) * info.dilationWidth - padInfo.left;
  return padded(apart, {
    top,
    left,
    bottom: info.inHeight + padInfo.top - height * strideHeight,
    right: info.inWidth + padInfo.left - width * strideWidth,
  });
}

/** Zeros after each row and column: `[n, height, strideHeight, width, strideWidth, channels]`. */
function between(dy: tf.Tensor4D, [strideHeight, strideWidth]: [number, number]): tf.Tensor {
  const [n, height, width, channels] = dy.shape;
  return dy.reshape([n, height, 1, width, 1, channels]).pad([
    [0, 0],
    [0, 0],
    [0, strideHeight - 1],
    [0, 0],
    [0, strideWidth - 1],
    [0, 0],
  ]);
}

/** A transposed convolution may be given more than what the convolution would have made. */
function inside(dy: tf.Tensor4D, { outHeight, outWidth }: ConvolutionInfo): tf.Tensor4D {
  const [n, height, width, channels] = dy.shape;
  if (height <= outHeight && width <= outWidth) return dy;
  return dy.slice(
    [0, 0, 0, 0],
    [n, Math.min(height, outHeight), Math.min(width, outWidth), channels],
  );
}
