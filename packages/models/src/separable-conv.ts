import type { Img } from "@rosenblatt/engine";
import { block } from "./block.js";
import { conv } from "./conv.js";
import { type DepthwiseConvOptions, depthwiseConv } from "./depthwise-conv.js";
import type { Layer } from "./layer.js";
import type { WindowSize } from "./window.js";

/**
 * A separable convolution: a depthwise one, and one of 1 × 1 pixels that mixes the channels.
 * Activation and bias come at the end only.
 *
 * Chollet, Xception (2017), https://arxiv.org/abs/1610.02357
 *
 * @throws RangeError for counts that are not whole numbers above 0.
 * @example separableConv(16, 3, { pad: "same" }) // [28, 28, 6] -> [28, 28, 16]
 */
export function separableConv(
  filters: number,
  size: WindowSize,
  { stride = 1, pad = "valid", act, bias = true, multiplier = 1 }: DepthwiseConvOptions = {},
): Layer<Img, Img> {
  const mix = conv(filters, 1, { bias, ...(act && { act }) });
  const apart = depthwiseConv(size, { stride, pad, multiplier, act: "linear", bias: false });
  return { ...block(apart, mix), kind: "separable", label: `separableConv(${filters})` };
}
