import type { ConvolutionInfo } from "../../convolution/info.js";
import { Value } from "../value.js";
import { type Filter, planarFilter, turned } from "./filters.js";
import { convolve } from "./forward.js";

/**
 * The gradient of a convolution with respect to its images. Where the filter moved by one pixel it
 * is a convolution of the errors with the filter turned round; else ONNX's transposed convolution.
 */
export function inputGradient(dy: Value, filter: Filter, info: ConvolutionInfo): Value {
  const { strideHeight, strideWidth, padInfo } = info;
  const rows = (info.filterHeight - 1) * info.dilationHeight;
  const columns = (info.filterWidth - 1) * info.dilationWidth;
  const pads = [rows - padInfo.top, columns - padInfo.left] as const;
  const steps = strideHeight === 1 && strideWidth === 1;
  if (!steps || pads.some((pad) => pad < 0)) return transposed(dy, filter, info);
  return convolve(dy, turned(dy.target, filter), {
    strides: [1, 1],
    dilations: [info.dilationHeight, info.dilationWidth],
    pads: [
      ...pads,
      info.inHeight - info.outHeight + rows - pads[0],
      info.inWidth - info.outWidth + columns - pads[1],
    ],
    outShape: info.inShape,
  });
}

function transposed(dy: Value, filter: Filter, info: ConvolutionInfo): Value {
  const { target } = dy;
  const { padInfo, strideHeight, strideWidth, dilationHeight, dilationWidth } = info;
  const { top, left, bottom, right } = padInfo;
  const rest = (
    size: number,
    { out, stride, taps, pad }: Record<"out" | "stride" | "taps" | "pad", number>,
  ) => size + pad - (out - 1) * stride - taps;
  const attributes = {
    kernel_shape: [filter.height, filter.width],
    strides: [strideHeight, strideWidth],
    dilations: [dilationHeight, dilationWidth],
    pads: [top, left, bottom, right],
    // Pixels that a stride left over at the end.
    output_padding: [
      rest(info.inHeight, {
        out: info.outHeight,
        stride: strideHeight,
        taps: (filter.height - 1) * dilationHeight + 1,
        pad: top + bottom,
      }),
      rest(info.inWidth, {
        out: info.outWidth,
        stride: strideWidth,
        taps: (filter.width - 1) * dilationWidth + 1,
        pad: left + right,
      }),
    ],
  };
  const operands = [dy.in("planar"), planarFilter(target, filter)];
  const name = target.builder.add("ConvTranspose", operands, { attributes });
  return new Value(target, { shape: info.inShape, name, form: "planar" });
}
