import type { ConvolutionInfo } from "../../convolution/info.js";
import { type Margins, paddingOf } from "../convolution/windows.js";
import { nchwc, types } from "../graph-builder.js";
import { imagesOf, margined, toValue } from "../images.js";
import { Value } from "../value.js";

/** Smaller than what images have: what lies outside an image is never the largest. */
export const lowest = -3.4028234663852886e38;

/** The largest number of each window. */
export function maximumPool(x: Value, info: ConvolutionInfo): Value {
  const pads = paddingOf(info);
  if (x.dtype !== "float32") return castBack(x, maximumPool(asFloat(x), info));
  if (!fits(info, pads)) {
    const around = toValue(margined(imagesOf(x), pads, lowest));
    return pool(around, info, [0, 0, 0, 0]);
  }
  return pool(x, info, pads);
}

/** Whether an operator takes this padding: each of its windows has to have a pixel of the image. */
export function fits({ filterHeight, filterWidth }: ConvolutionInfo, pads: Margins): boolean {
  const [top, left, bottom, right] = pads;
  return Math.max(top, bottom) < filterHeight && Math.max(left, right) < filterWidth;
}

function pool(x: Value, info: ConvolutionInfo, pads: Margins): Value {
  const { target } = x;
  const form = x.home === "blocked" ? "blocked" : "planar";
  const attributes = {
    kernel_shape: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    pads,
  };
  const domain = form === "blocked" ? nchwc : "";
  const name = target.builder.add("MaxPool", [x.in(form)], { attributes, domain });
  return new Value(target, { shape: info.outShape, name, form });
}

function asFloat({ target, shape, plain }: Value): Value {
  const attributes = { to: types.float32 };
  return new Value(target, { shape, name: target.builder.add("Cast", [plain], { attributes }) });
}

function castBack({ dtype }: Value, made: Value): Value {
  const attributes = { to: types[dtype as keyof typeof types] };
  const { target, shape, plain } = made;
  const name = target.builder.add("Cast", [plain], { attributes });
  return new Value(target, { shape, dtype, name });
}
