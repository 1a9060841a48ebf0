import { imagesOf, margined, toValue } from "../images.js";
import type { Value } from "../value.js";
import { type Margins, reach, type Sizes } from "./windows.js";

/**
 * Images without rows and columns at their ends for which there is no window: where they are fewer
 * than a step, an operator leaves them out by itself.
 */
export function cropped(x: Value, info: Sizes): Value {
  const [, , bottom, right] = reach(info);
  const cuts: Margins = [
    0,
    0,
    bottom <= -info.strideHeight ? bottom : 0,
    right <= -info.strideWidth ? right : 0,
  ];
  return cuts.some((cut) => cut < 0) ? toValue(margined(imagesOf(x), cuts)) : x;
}
