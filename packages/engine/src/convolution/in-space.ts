import { tf } from "../tf.js";
import { withMargins } from "./margins.js";

type Triple = [number, number, number];
type Info = tf.backend_util.Conv3DInfo;

/**
 * The gradient of a convolution in space, `[n, depth, height, width, channels]`, with respect to
 * its filter. As in the plane: batch and channels change places, and so do stride and dilation.
 */
export function filterGradientInSpace(
  { x, dy }: { x: tf.Tensor5D; dy: tf.Tensor5D },
  info: Info,
): tf.Tensor5D {
  const { front, back, top, bottom, left, right } = info.padInfo;
  const around = [
    [0, 0],
    [front, back],
    [top, bottom],
    [left, right],
    [0, 0],
  ] as const;
  const gradient = tf.conv3d(
    withMargins(x, around).transpose<tf.Tensor5D>([4, 1, 2, 3, 0]),
    dy.transpose<tf.Tensor5D>([1, 2, 3, 0, 4]),
    dilations(info),
    "valid",
    "NDHWC",
    strides(info),
  );
  const { filterDepth, filterHeight, filterWidth } = info;
  return gradient
    .slice([0, 0, 0, 0, 0], [-1, filterDepth, filterHeight, filterWidth, -1])
    .transpose([1, 2, 3, 0, 4]);
}

/**
 * The gradient of a convolution in space with respect to its input: the errors, as far apart as
 * the stride, convolved with the flipped filter.
 */
export function inputGradientInSpace(
  { dy, filter }: { dy: tf.Tensor5D; filter: tf.Tensor5D },
  info: Info,
): tf.Tensor5D {
  const apart = strides(info).reduce((x, stride, i) => spread(x, { axis: i + 1, stride }), dy);
  const { front, top, left } = info.padInfo;
  const sizes: Triple = [info.inDepth, info.inHeight, info.inWidth];
  const reaches = [
    info.effectiveFilterDepth - 1 - front,
    info.effectiveFilterHeight - 1 - top,
    info.effectiveFilterWidth - 1 - left,
  ];
  const margins = [front, top, left].map(
    (before, i) => [reaches[i]!, sizes[i]! + before - apart.shape[i + 1]!] as const,
  );
  const flipped = filter.reverse([0, 1, 2]).transpose<tf.Tensor5D>([0, 1, 2, 4, 3]);
  const errors = withMargins(apart, [[0, 0], ...margins, [0, 0]]);
  return tf.conv3d(errors, flipped, 1, "valid", "NDHWC", dilations(info));
}

/** Zeros after each place of an axis, so that places are a stride apart. */
function spread(x: tf.Tensor5D, { axis, stride }: { axis: number; stride: number }): tf.Tensor5D {
  if (stride === 1) return x;
  const before = tf.util.sizeFromShape(x.shape.slice(0, axis + 1));
  const shape = x.shape.map((size, i) => (i === axis ? size * stride : size));
  return x
    .reshape([before, 1, x.size / before])
    .pad([
      [0, 0],
      [0, stride - 1],
      [0, 0],
    ])
    .reshape(shape);
}

function strides({ strideDepth, strideHeight, strideWidth }: Info): Triple {
  return [strideDepth, strideHeight, strideWidth];
}

function dilations({ dilationDepth, dilationHeight, dilationWidth }: Info): Triple {
  return [dilationDepth, dilationHeight, dilationWidth];
}
