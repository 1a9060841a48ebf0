import { tf } from "../../tf.js";
import { paddingOf } from "../convolution/windows.js";
import { apartBy, imagesOf, margined, toValue } from "../images.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { lowest } from "../pooling/max-pool.js";
import { reached } from "../reached.js";
import { reshape, Value } from "../value.js";
import { guarded } from "./empty.js";

type Info = tf.backend_util.Conv2DInfo;

interface Attributes {
  strides: [number, number] | number;
  pad: "same" | "valid" | number;
  dilations: [number, number] | number;
}

function infoOf(x: readonly number[], filter: readonly number[], attrs: unknown): Info {
  const { strides, pad, dilations } = attrs as Attributes;
  return tf.backend_util.computeDilation2DInfo(
    x as [number, number, number, number],
    filter as [number, number, number],
    strides,
    pad,
    "NHWC",
    dilations,
  );
}

/** The largest sum of a pixel and the filter's number there: dilation as in morphology. */
const dilation: KernelRule = {
  shape: ({ x, filter }, attrs) => ({
    shape: infoOf(x!.shape, filter!.shape, attrs).outShape,
    dtype: x!.dtype,
  }),
  lower: (call) => {
    const { x, filter } = call.inputs;
    const sums = sumsOf(call, infoOf(x!.shape, filter!.shape, call.attrs));
    return new Value(call, { ...call.output, name: call.builder.add("Max", sums) });
  },
};

/** What each tap of the filter sees, with the tap's numbers added. */
function sumsOf({ inputs, builder }: Lowering, info: Info): string[] {
  const { x, filter } = inputs;
  const around = margined(imagesOf(x!, "plain"), paddingOf(info), lowest).name;
  const numbers = reshape(builder, filter!.plain, [
    info.filterHeight * info.filterWidth,
    info.inChannels,
  ]);
  return tapsOf(info).map(([row, column], i) => {
    const end = [
      row + (info.outHeight - 1) * info.strideHeight + 1,
      column + (info.outWidth - 1) * info.strideWidth + 1,
    ];
    const bounds = [[row, column], end, [1, 2], [info.strideHeight, info.strideWidth]];
    const seen = builder.add("Slice", [around, ...bounds.map((list) => builder.ints(list))]);
    const ends = [[i], [i + 1], [0]].map((list) => builder.ints(list));
    return builder.add("Add", [seen, builder.add("Slice", [numbers, ...ends])]);
  });
}

/** Where the taps are, in pixels from the window's corner. */
function tapsOf(info: Info): (readonly [number, number])[] {
  const count = info.filterHeight * info.filterWidth;
  return Array.from({ length: count }, (_, i) => [
    Math.floor(i / info.filterWidth) * info.dilationHeight,
    (i % info.filterWidth) * info.dilationWidth,
  ]);
}

/** The errors by the tap, the first of equal ones, that had the largest sum. */
function routed(call: Lowering, info: Info): string[] {
  const { builder } = call;
  const sums = sumsOf(call, info);
  const largest = builder.add("Max", sums);
  let left = call.inputs.dy!.plain;
  return sums.map((sum) => {
    const mine = builder.add("Mul", [left, reached(call, sum, largest)]);
    left = builder.add("Sub", [left, mine]);
    return mine;
  });
}

const inputGradient: KernelRule = {
  shape: ({ x }) => x!,
  lower: (call) => {
    const { x, filter, dy } = call.inputs as Record<string, Value>;
    const info = infoOf(x!.shape, filter!.shape, call.attrs);
    const { top, left } = info.padInfo;
    const taps = tapsOf(info);
    const parts = routed(call, info).map((name, i) => {
      const errors = { ...imagesOf(dy!, "plain"), name };
      const apart = apartBy(errors, [info.strideHeight, info.strideWidth]);
      const [row, column] = taps[i]!;
      const before = [row - top, column - left] as const;
      const after = [
        info.inHeight - apart.height - before[0],
        info.inWidth - apart.width - before[1],
      ] as const;
      return toValue(margined(apart, [...before, ...after])).plain;
    });
    return new Value(call, { ...call.output, name: call.builder.add("Sum", parts) });
  },
};

const filterGradient: KernelRule = {
  shape: ({ filter }) => filter!,
  lower: (call) => {
    const { builder, output } = call;
    const { x, filter } = call.inputs;
    const info = infoOf(x!.shape, filter!.shape, call.attrs);
    const attributes = { keepdims: 1 };
    const sums = routed(call, info).map((name) => {
      const flat = reshape(builder, name, [-1, info.inChannels]);
      return builder.add("ReduceSum", [flat, builder.ints([0])], { attributes });
    });
    const all = builder.add("Concat", sums, { attributes: { axis: 0 } });
    return new Value(call, { ...output, name: reshape(builder, all, output.shape) });
  },
};

/** Dilation and its gradients. */
export const dilationRules: KernelRules = guarded({
  Dilation2D: dilation,
  Dilation2DBackpropInput: inputGradient,
  Dilation2DBackpropFilter: filterGradient,
});
