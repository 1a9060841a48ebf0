import type { ConvolutionInfo } from "../../convolution/info.js";
import { reach } from "../convolution/windows.js";
import { cut, type Images, imagesOf, interleaved, margined, toValue } from "../images.js";
import { reached } from "../reached.js";
import { reshape, Value } from "../value.js";
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
  { target: { builder }, name }: Images,
  [row, column]: readonly [number, number],
  { outHeight, outWidth, strideHeight, strideWidth }: ConvolutionInfo,
): string {
  const end = [row + (outHeight - 1) * strideHeight + 1, column + (outWidth - 1) * strideWidth + 1];
  const bounds = [[row, column], end, [1, 2], [strideHeight, strideWidth]];
  return builder.add("Slice", [name, ...bounds.map((list) => builder.ints(list))]);
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
