import { tf } from "../tf.js";

type Shape4D = [number, number, number, number];
type Pad = Parameters<typeof tf.backend_util.computeConv2DInfo>[4];

/** What the gradient kernels of a convolution are told about it. */
export interface Conv2DAttributes {
  strides: [number, number] | number;
  pad: Pad;
  dataFormat?: "NHWC" | "NCHW";
  dimRoundingMode?: "floor" | "round" | "ceil";
  dilations?: [number, number] | number;
}

/** Sizes, strides and padding of a convolution of `x` `[n, height, width, channels]`. */
export function convolutionInfo(
  xShape: Shape4D,
  filterShape: Shape4D,
  {
    strides,
    pad,
    dataFormat = "NHWC",
    dimRoundingMode,
    dilations = 1,
    depthwise = false,
  }: Conv2DAttributes & { depthwise?: boolean },
): tf.backend_util.Conv2DInfo {
  if (dataFormat !== "NHWC") {
    throw new Error(`Cannot train a convolution of ${dataFormat} images; transpose them to NHWC`);
  }
  return tf.backend_util.computeConv2DInfo(
    xShape,
    filterShape,
    strides,
    dilations,
    pad,
    dimRoundingMode,
    depthwise,
  );
}

/** Zeros (or, for negative sizes, a cut) around the rows and columns of a batch of images. */
export function padded(
  x: tf.Tensor4D,
  { top, bottom, left, right }: { top: number; bottom: number; left: number; right: number },
): tf.Tensor4D {
  if (!(top || bottom || left || right)) return x;
  const positive = (size: number) => Math.max(size, 0);
  const grown = x.pad([
    [0, 0],
    [positive(top), positive(bottom)],
    [positive(left), positive(right)],
    [0, 0],
  ]);
  if (Math.min(top, bottom, left, right) >= 0) return grown as tf.Tensor4D;
  const [n, height, width, channels] = x.shape;
  return grown.slice(
    [0, positive(-top), positive(-left), 0],
    [n, height + top + bottom, width + left + right, channels],
  ) as tf.Tensor4D;
}
