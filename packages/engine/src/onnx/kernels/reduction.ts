import type { tf } from "../../tf.js";
import { cast, typeOf } from "../casting.js";
import type { Type } from "../graph-builder.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { reshape, Value } from "../value.js";
import { fill } from "./filling.js";
import { axesOf, axisOf } from "./shape-rules.js";

/** The inputs' shape without the reduced axes, or with them as 1. */
const reduced =
  (types: Readonly<Record<string, Type>> = {}): KernelRule["shape"] =>
  ({ x }, attrs) => {
    const axes = axesOf(x!.shape.length, attrs);
    const shape = attrs.keepDims
      ? x!.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
      : x!.shape.filter((_, axis) => !axes.includes(axis));
    return { shape, dtype: (types[x!.dtype] ?? x!.dtype) as tf.DataType };
  };

interface Options {
  /** What comes of no numbers. */
  readonly empty: number;
  /** The types of the result by those of the input, where they differ. */
  readonly types?: Readonly<Record<string, Type>>;
}

/** Reduces numbers along axes; booleans are compared as numbers. */
function reduction(type: string, { empty, types = {} }: Options): KernelRule {
  return {
    shape: reduced(types),
    lower: (call) => {
      const x = call.inputs.x!;
      const { builder, output } = call;
      if (x.size === 0) return fill(call, output.dtype === "float32" ? empty : empty || 0);
      const axes = axesOf(x.shape.length, call.attrs);
      if (perChannel(x, axes)) {
        return new Value(call, { ...output, name: channelReduction(call, type) });
      }
      const to = typeOf(output.dtype);
      const work = to === "bool" ? "int32" : to;
      const numbers = cast(builder, x.plain, { from: typeOf(x.dtype), to: work });
      const made = reduce(call, { type, name: numbers, axes });
      return new Value(call, { ...output, name: cast(builder, made, { from: work, to }) });
    },
  };
}

function reduce(
  { builder, output }: Lowering,
  { type, name, axes }: { type: string; name: string; axes: readonly number[] },
): string {
  if (axes.length === 0) return name;
  const made = builder.add(type, [name, builder.ints(axes)], { attributes: { keepdims: 0 } });
  return reshape(builder, made, output.shape);
}

/** Whether images are reduced to one number for each channel, and are not plain. */
function perChannel(x: Value, axes: readonly number[]): boolean {
  return x.home !== "plain" && x.dtype === "float32" && axes.join() === "0,1,2";
}

/** Blocked images are reduced in two turns, each along one run of memory. */
function channelReduction({ inputs, builder, block, output }: Lowering, type: string): string {
  const x = inputs.x!;
  const [n, height, width, channels] = x.shape as [number, number, number, number];
  const attributes = { keepdims: 0 };
  if (x.home === "planar") {
    const made = builder.add(type, [x.in("planar"), builder.ints([0, 2, 3])], { attributes });
    return reshape(builder, made, output.shape);
  }
  const blocks = Math.ceil(channels / block);
  const lanes = reshape(builder, x.in("blocked"), [n, blocks, height * width, block]);
  const images = builder.add(type, [lanes, builder.ints([2])], { attributes });
  const sums = builder.add(type, [images, builder.ints([0])], { attributes });
  const flat = reshape(builder, sums, [blocks * block]);
  const kept =
    blocks * block === channels
      ? flat
      : builder.add("Slice", [flat, builder.ints([0]), builder.ints([channels])]);
  return reshape(builder, kept, output.shape);
}

/** The position of the largest or smallest number along one axis; the first of equal ones. */
function position(type: string): KernelRule {
  return {
    shape: reduced({ float32: "int32", bool: "int32" }),
    lower: (call) => {
      const x = call.inputs.x!;
      const { builder, output } = call;
      if (x.size === 0) return fill(call, 0);
      const axis = axisOf(x.shape.length, call.attrs);
      const from = typeOf(x.dtype);
      const numbers = cast(builder, x.plain, { from, to: from === "bool" ? "int32" : from });
      const found = builder.add(type, [numbers], { attributes: { axis, keepdims: 0 } });
      const name = cast(builder, found, { from: "int64", to: "int32" });
      return new Value(call, { ...output, name });
    },
  };
}

const { NaN: none } = Number;
const counted = { bool: "int32" } as const;

/** Kernels that reduce axes. */
export const reductionRules: KernelRules = {
  All: reduction("ReduceMin", { empty: 0 }),
  Any: reduction("ReduceMax", { empty: 0 }),
  ArgMax: position("ArgMax"),
  ArgMin: position("ArgMin"),
  Max: reduction("ReduceMax", { empty: none }),
  Mean: reduction("ReduceMean", { empty: 0, types: { int32: "float32", bool: "float32" } }),
  Min: reduction("ReduceMin", { empty: none }),
  Prod: reduction("ReduceProd", { empty: 1, types: counted }),
  Sum: reduction("ReduceSum", { empty: 0, types: counted }),
};
