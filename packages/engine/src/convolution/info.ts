import { tf } from "../tf.js";

type Shape4D = [number, number, number, number];

/** What the kernels of a convolution are told about it. */
export interface ConvolutionAttributes {
  strides: [number, number] | number;
  pad: Parameters<typeof tf.backend_util.computeConv2DInfo>[4];
  dataFormat?: "NHWC" | "NCHW";
  dimRoundingMode?: "floor" | "round" | "ceil";
  dilations?: [number, number] | number;
}

/** All sizes of a convolution; `x` is `[n, height, width, channels]`. */
export type ConvolutionInfo = tf.backend_util.Conv2DInfo;

/** Which convolution a kernel belongs to. */
export interface Convolution {
  x: Shape4D;
  filter: Shape4D;
  attributes: ConvolutionAttributes;
  depthwise?: boolean;
}

/**
 * Works out the sizes of a convolution.
 * @throws Error for images with channels first.
 */
export function convolutionInfo({
  x,
  filter,
  attributes: { strides, pad, dataFormat = "NHWC", dimRoundingMode, dilations },
  depthwise = false,
}: Convolution): ConvolutionInfo {
  if (dataFormat !== "NHWC") {
    throw new Error(`Cannot train a convolution of ${dataFormat} images; transpose them to NHWC`);
  }
  return tf.backend_util.computeConv2DInfo(
    x,
    filter,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    depthwise,
  );
}
