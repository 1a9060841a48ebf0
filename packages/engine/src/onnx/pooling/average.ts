import type { ConvolutionInfo } from "../../convolution/info.js";
import { depthwise, depthwiseInputGradient } from "../convolution/depthwise.js";
import { paddingOf, reach } from "../convolution/windows.js";
import { nchwc } from "../graph-builder.js";
import { imagesOf, interleaved, margined, toValue } from "../images.js";
import { reshape, Value } from "../value.js";
import { fits } from "./max-pool.js";

/** The mean of each window; what lies outside the image does not count. */
export function averagePool(x: Value, info: ConvolutionInfo): Value {
  const { target } = x;
  const pads = paddingOf(info);
  if (!fits(info, pads)) {
    return shared(depthwise(x, ones(x, info), { ...info, outChannels: info.inChannels }), info);
  }
  const form = x.home === "blocked" ? "blocked" : "planar";
  const attributes = {
    kernel_shape: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    pads,
    count_include_pad: 0,
  };
  const domain = form === "blocked" ? nchwc : "";
  const name = target.builder.add("AveragePool", [x.in(form)], { attributes, domain });
  return new Value(target, { shape: info.outShape, name, form });
}

/**
 * The gradient as TensorFlow.js's kernel has it: each window's error in equal parts to its pixels,
 * also where some lie outside the image; who calls it has made up for that.
 */
export function averagePoolGradient(dy: Value, info: ConvolutionInfo): Value {
  const { filterHeight, filterWidth, strideHeight, strideWidth, inShape } = info;
  const { builder } = dy.target;
  const share = builder.scalar(1 / (filterHeight * filterWidth));
  const images = imagesOf(dy);
  const shares = toValue({ ...images, name: builder.add("Mul", [images.name, share]) });
  if (filterHeight === strideHeight && filterWidth === strideWidth) {
    const windows = Array.from({ length: filterHeight }, () =>
      Array.from({ length: filterWidth }, () => imagesOf(shares)),
    );
    const all = interleaved(windows);
    const [top, left, bottom, right] = reach(info);
    return toValue(margined(all, [-top, -left, -bottom, -right]));
  }
  const outShape = dy.shape as typeof inShape;
  return depthwiseInputGradient(shares, ones(dy, info), { ...info, outShape });
}

/** A depthwise filter that adds up. */
function ones(
  { target }: Value,
  { filterHeight, filterWidth, inChannels }: ConvolutionInfo,
): Value {
  const shape = [filterHeight, filterWidth, inChannels, 1];
  const values = new Float32Array(filterHeight * filterWidth * inChannels).fill(1);
  return new Value(target, { shape, name: target.builder.constant(values, shape) });
}

/** Sums divided by how many pixels of the image each window has. */
function shared(sums: Value, info: ConvolutionInfo): Value {
  const { builder } = sums.target;
  const images = imagesOf(sums);
  const rows = pixels(info.outHeight, {
    filter: info.filterHeight,
    stride: info.strideHeight,
    pad: info.padInfo.top,
    size: info.inHeight,
  });
  const columns = pixels(info.outWidth, {
    filter: info.filterWidth,
    stride: info.strideWidth,
    pad: info.padInfo.left,
    size: info.inWidth,
  });
  const counts = rows.flatMap((row) => columns.map((column) => row * column));
  const flat = reshape(builder, images.name, [images.images, counts.length * images.lanes]);
  const factors = Float32Array.from(
    counts.flatMap((count) => Array.from({ length: images.lanes }, () => 1 / count)),
  );
  const factor = builder.constant(factors, [1, factors.length]);
  return toValue({ ...images, name: builder.add("Mul", [flat, factor]) });
}

/** How many pixels along one axis each window has within the image. */
function pixels(
  windows: number,
  { filter, stride, pad, size }: Record<"filter" | "stride" | "pad" | "size", number>,
): number[] {
  return Array.from({ length: windows }, (_, i) => {
    const start = i * stride - pad;
    return Math.max(0, Math.min(start + filter, size) - Math.max(start, 0));
  });
}
