import type { ConvolutionInfo } from "../../convolution/info.js";
import { Value } from "../value.js";
import { type Filter, part, planarFilter, turned } from "./filters.js";
import { convolve } from "./forward.js";
import { spreadOut } from "./spread-out.js";
import { reach } from "./windows.js";

/**
 * The gradient of a convolution with respect to its images: the errors, seen from each pixel,
 * through the filter turned round.
 */
export function inputGradient(dy: Value, filter: Filter, info: ConvolutionInfo): Value {
  const { target } = dy;
  if (fillsLittle(filter, info, target)) return transposed(dy, filter, info);
  return spreadOut(dy, info, {
    convolve: (errors, taps, walk) =>
      convolve(errors, turned(target, part(target, filter, taps)), walk),
  });
}

/**
 * Whether the images have so few channels that most of a block would be there to fill it: then
 * ONNX's transposed convolution is faster, which it is not otherwise.
 */
function fillsLittle(
  { inputs }: Filter,
  info: ConvolutionInfo,
  { block }: Value["target"],
): boolean {
  const [, , bottom, right] = reach(info);
  const steps = info.strideHeight === 1 && info.strideWidth === 1;
  // Some of TensorFlow.js's windows see less of the images than they could.
  const whole = bottom === info.padInfo.bottom && right === info.padInfo.right;
  return inputs <= block / 2 && steps && whole;
}

/** A product of matrices for each picture, whose columns are then added where they belong. */
function transposed(dy: Value, filter: Filter, info: ConvolutionInfo): Value {
  const { target } = dy;
  const { top, left, bottom, right } = info.padInfo;
  const attributes = {
    kernel_shape: [filter.height, filter.width],
    dilations: [info.dilationHeight, info.dilationWidth],
    pads: [top, left, bottom, right],
  };
  const operands = [dy.in("planar"), planarFilter(target, filter)];
  const name = target.builder.add("ConvTranspose", operands, { attributes });
  return new Value(target, { shape: info.inShape, name, form: "planar" });
}
