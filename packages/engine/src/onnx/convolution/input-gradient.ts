import type { ConvolutionInfo } from "../../convolution/info.js";
import type { Value } from "../value.js";
import { type Filter, part, turned } from "./filters.js";
import { convolve } from "./forward.js";
import { spreadOut } from "./spread-out.js";

/**
 * The gradient of a convolution with respect to its images: the errors, seen from each pixel,
 * through the filter turned round.
 */
export function inputGradient(dy: Value, filter: Filter, info: ConvolutionInfo): Value {
  const { target } = dy;
  return spreadOut(dy, info, {
    convolve: (errors, taps, walk) =>
      convolve(errors, turned(target, part(target, filter, taps)), walk),
  });
}
