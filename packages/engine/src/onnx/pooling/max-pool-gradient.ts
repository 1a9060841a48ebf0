import type { ConvolutionInfo } from "../../convolution/info.js";
import { wholeBlocks } from "../convolution/filters.js";
import { reach } from "../convolution/windows.js";
import { nchwc } from "../graph-builder.js";
import { cut, type Images, imagesOf, interleaved, margined, toValue } from "../images.js";
import { notNegative, reached } from "../reached.js";
import { reshape, type Value } from "../value.js";
import { lowest } from "./max-pool.js";

interface Tensors {
  readonly dy: Value;
  readonly x: Value;
  readonly y: Value;
}

/** The gradient of max-pooling: each window's error goes to its first largest value. */
export function maxPoolGradient(tensors: Tensors, info: ConvolutionInfo): Value {
  return pairs(info) ? byPairs(tensors, info) : byTaps(tensors, info);
}

/** Whether the windows are 2 × 2 pixels side by side and cover the whole image. */
function pairs(info: ConvolutionInfo): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth } = info;
  const two = [filterHeight, filterWidth, strideHeight, strideWidth].every((size) => size === 2);
  return two && reach(info).every((margin) => margin === 0);
}

/**
 * First which of the two rows has the largest value, then which of that row's two columns; equal
 * values count for the upper and the left one. It works on whole rows and needs no positions.
 */
function byPairs({ dy, x }: Tensors, info: ConvolutionInfo): Value {
  const { target, home } = x;
  const whole = imagesOf(x);
  const { images, lanes } = whole;
  const { outHeight: height, outWidth: width } = info;
  const { upper, left } = home === "blocked" ? byFilters(x) : bySlices(whole, info);
  const lines = [images * height, 1, width * lanes];
  const rows = shared(target, dy.in(home), { upper, shape: lines });
  const places = [images * height * 2 * width, 1, lanes];
  return toValue({ ...whole, name: shared(target, rows, { upper: left, shape: places }) });
}

/** 1 where the upper row of a window, or the left column of a row, has the largest value. */
interface Firsts {
  readonly upper: string;
  readonly left: string;
}

/** Errors go to the first of two where it has the largest value, else to the second. */
function shared(
  { builder }: Value["target"],
  errors: string,
  { upper, shape }: { upper: string; shape: readonly number[] },
): string {
  const flat = [errors, upper].map((name) => reshape(builder, name, shape));
  const first = builder.add("Mul", flat);
  const second = builder.add("Sub", [flat[0]!, first]);
  return builder.add("Concat", [first, second], { attributes: { axis: 1 } });
}

/** Of blocked images: one filter for all channels takes the difference of two neighbours. */
function byFilters(x: Value): Firsts {
  const { target, shape } = x;
  const { builder } = target;
  const group = wholeBlocks(target, shape.at(-1)!);
  const options = (kernel_shape: readonly number[]) => ({
    attributes: { kernel_shape, strides: kernel_shape, group },
    domain: nchwc,
  });
  const lanes = Array.from({ length: target.block });
  const signs = [1, -1].flatMap((sign) => lanes.map(() => sign));
  const filter = Float32Array.from({ length: 2 * group }, (_, i) => signs[i % signs.length]!);
  const difference = (name: string, kernel: readonly [number, number]) => {
    const taps = builder.constant(filter, [group, 1, ...kernel]);
    return notNegative(target, builder.add("Conv", [name, taps], options([...kernel])));
  };
  const images = x.in("blocked");
  const attributes = { kernel_shape: [1, 2], strides: [1, 2] };
  const rows = builder.add("MaxPool", [images], { attributes, domain: nchwc });
  return { upper: difference(rows, [2, 1]), left: difference(images, [1, 2]) };
}

/** Of other images: the two neighbours are cut apart. */
function bySlices(
  { target, name, images, lanes }: Images,
  { outHeight: height, outWidth: width }: ConvolutionInfo,
): Firsts {
  const { builder } = target;
  const halves = (tensor: string, axes: readonly number[]) => {
    const whole = reshape(builder, tensor, axes);
    return [0, 1].map((i) =>
      builder.add("Slice", [whole, builder.ints([i]), builder.ints([i + 1]), builder.ints([1])]),
    ) as [string, string];
  };
  const [left, right] = halves(name, [images * height * 2 * width, 2, lanes]);
  const rows = builder.add("Max", [left, right]);
  const [upper, lower] = halves(rows, [images * height, 2, width * lanes]);
  return { upper: reached(target, upper, lower), left: reached(target, left, right) };
}

/**
 * Tap by tap of the window, in order: where the largest value is the tap's, the error is its, and
 * nothing is left for later ones. The taps' errors are then put where they belong, phase by phase
 * of the stride.
 */
function byTaps({ dy, x, y }: Tensors, info: ConvolutionInfo): Value {
  const { target } = x;
  const form = x.home;
  const { builder } = target;
  const around = margined(imagesOf(x, form), reach(info), lowest);
  const largest = imagesOf(y, form);
  const axes = [largest.images, info.outHeight, info.outWidth, largest.lanes];
  const maxima = cut(largest, axes);
  let left = cut(imagesOf(dy, form), axes);
  const last = info.filterHeight * info.filterWidth - 1;
  const taken = Array.from({ length: last + 1 }, (_, i) => {
    if (i === last) return left;
    const tap = [Math.floor(i / info.filterWidth), i % info.filterWidth] as const;
    const mine = builder.add("Mul", [left, reached(target, seenBy(around, tap, info), maxima)]);
    left = builder.add("Sub", [left, mine]);
    return mine;
  });
  const errors = (tap: readonly [number, number]): Images => ({
    ...largest,
    name: taken[tap[0] * info.filterWidth + tap[1]]!,
  });
  return gathered(errors, info);
}

/** The pixels that a tap of the window sees. */
function seenBy(
  around: Images,
  [row, column]: readonly [number, number],
  { outHeight, outWidth, strideHeight, strideWidth }: ConvolutionInfo,
): string {
  const end = [row + (outHeight - 1) * strideHeight + 1, column + (outWidth - 1) * strideWidth + 1];
  const bounds = [[row, column], end, [1, 2], [strideHeight, strideWidth]];
  const { images, height, width, lanes } = around;
  const { builder } = around.target;
  const pixels = cut(around, [images, height, width, lanes]);
  return builder.add("Slice", [pixels, ...bounds.map((list) => builder.ints(list))]);
}

/** Sums up what each pixel gets from the windows that have it. */
function gathered(
  errors: (tap: readonly [number, number]) => Images,
  info: ConvolutionInfo,
): Value {
  const { strideHeight, strideWidth, filterHeight, filterWidth } = info;
  const steps = [Math.ceil(filterHeight / strideHeight), Math.ceil(filterWidth / strideWidth)];
  const phases = Array.from({ length: strideHeight }, (_, row) =>
    Array.from({ length: strideWidth }, (_, column) => {
      const parts: string[] = [];
      for (let down = 0; down < steps[0]!; down++) {
        for (let across = 0; across < steps[1]!; across++) {
          const tap = [row + down * strideHeight, column + across * strideWidth] as const;
          if (tap[0] >= filterHeight || tap[1] >= filterWidth) continue;
          const after = [steps[0]! - 1 - down, steps[1]! - 1 - across] as const;
          parts.push(margined(errors(tap), [down, across, ...after]).name);
        }
      }
      return summed(errors([0, 0]), parts, steps);
    }),
  );
  const all = interleaved(phases);
  const [top, left] = reach(info);
  const rest = [info.inHeight + top - all.height, info.inWidth + left - all.width] as const;
  return toValue(margined(all, [-top, -left, ...rest]));
}

function summed(like: Images, parts: readonly string[], steps: readonly number[]): Images {
  const { builder } = like.target;
  const height = like.height + steps[0]! - 1;
  const width = like.width + steps[1]! - 1;
  const shape = builder.ints([like.images, height, width, like.lanes]);
  const [first] = parts;
  const name =
    first === undefined
      ? builder.add("Expand", [builder.scalar(0), shape])
      : parts.length === 1
        ? first
        : builder.add("Sum", parts);
  return { ...like, name, height, width };
}
