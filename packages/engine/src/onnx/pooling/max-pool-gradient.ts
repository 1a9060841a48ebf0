import type { ConvolutionInfo } from "../../convolution/info.js";
import { real } from "../graph-builder.js";
import { reshape, type Target, Value } from "../value.js";

interface Tensors {
  readonly dy: Value;
  readonly x: Value;
  readonly y: Value;
}

/** The gradient of max-pooling: each window's error goes to its first largest value. */
export function maxPoolGradient(tensors: Tensors, info: ConvolutionInfo): Value {
  return pairs(info) ? byPairs(tensors, info) : byPosition(tensors, info);
}

/** Whether the windows are 2 × 2 pixels side by side and cover the whole image. */
function pairs(info: ConvolutionInfo): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, inHeight, inWidth } = info;
  const two = [filterHeight, filterWidth, strideHeight, strideWidth].every((size) => size === 2);
  return two && inHeight === 2 * info.outHeight && inWidth === 2 * info.outWidth;
}

/**
 * First which of the two rows has the largest value, then which of that row's two columns; equal
 * values count for the upper and the left one. It works on whole rows and needs no positions.
 */
function byPairs({ dy, x, y }: Tensors, info: ConvolutionInfo): Value {
  const { target, shape } = x;
  const { builder, block } = target;
  const form = x.home === "plain" ? "plain" : x.home;
  const channels = form === "blocked" ? Math.ceil(info.inChannels / block) : info.inChannels;
  // Rows of windows, the two rows in each, columns of windows, the two columns in each, lanes.
  const { batchSize: n, outHeight: height, outWidth: width } = info;
  const images = form === "plain" ? n : n * channels;
  const lanes = form === "plain" ? channels : form === "blocked" ? block : 1;
  const halves = (name: string, axes: readonly number[], axis: number) => {
    const cut = reshape(builder, name, axes);
    return [0, 1].map((i) =>
      builder.add("Slice", [cut, builder.ints([i]), builder.ints([i + 1]), builder.ints([axis])]),
    ) as [string, string];
  };
  const wide = [images * height * 2 * width, 2, lanes];
  const tall = [images * height, 2, width * lanes];
  const [left, right] = halves(x.in(form), wide, 1);
  const rows = builder.add("Max", [left, right]);
  const [top] = halves(rows, tall, 1);
  const flat = (name: string) => reshape(builder, name, [images * height, 1, width * lanes]);
  const errors = flat(dy.in(form));
  const upper = builder.add("Mul", [errors, reached(target, top, flat(y.in(form)))]);
  const lower = builder.add("Sub", [errors, upper]);
  const both = builder.add("Concat", [upper, lower], { attributes: { axis: 1 } });
  const rowErrors = reshape(builder, both, [wide[0]!, 1, lanes]);
  const first = builder.add("Mul", [rowErrors, reached(target, left, rows)]);
  const second = builder.add("Sub", [rowErrors, first]);
  const all = builder.add("Concat", [first, second], { attributes: { axis: 1 } });
  const padded = form === "blocked" ? channels * block : info.inChannels;
  const whole = form === "plain" ? shape : [n, padded, info.inHeight, info.inWidth];
  return new Value(target, { shape, name: reshape(builder, all, whole), form });
}

/** 1 where `value` is `largest`, 0 where it is below. */
function reached({ builder }: Target, value: string, largest: string): string {
  const below = builder.add("Sub", [value, largest]);
  const attributes = { alpha: real(3e38), beta: real(1) };
  return builder.add("HardSigmoid", [below], { attributes });
}

/** By the positions that ONNX's max-pooling tells; windows may overlap. */
function byPosition({ dy, x }: Tensors, info: ConvolutionInfo): Value {
  const { target, shape } = x;
  const { builder } = target;
  const { padInfo } = info;
  const attributes = {
    kernel_shape: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    pads: [padInfo.top, padInfo.left, padInfo.bottom, padInfo.right],
  };
  const images = x.in("planar");
  const [, positions] = builder.addMany("MaxPool", [images], { outputs: 2, attributes });
  const zeros = builder.add("Expand", [builder.scalar(0), builder.ints([x.size])]);
  const flat = [positions!, dy.in("planar")].map((name) => reshape(builder, name, [dy.size]));
  const scattered = builder.add("ScatterElements", [zeros, ...flat], {
    attributes: { axis: 0, reduction: "add" },
  });
  const [n, height, width, channels] = shape as [number, number, number, number];
  const name = reshape(builder, scattered, [n, channels, height, width]);
  return new Value(target, { shape, name, form: "planar" });
}
