import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { reshape, Value } from "../value.js";
import { axesOf } from "./shape-rules.js";

/** The inputs' shape without the reduced axes, or with them as 1. */
const reduced =
  (dtype?: "int32" | "bool"): KernelRule["shape"] =>
  ({ x }, attrs) => {
    const axes = axesOf(x!.shape.length, attrs);
    const shape = attrs.keepDims
      ? x!.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
      : x!.shape.filter((_, axis) => !axes.includes(axis));
    return { shape, dtype: dtype ?? (x!.dtype === "bool" ? "int32" : x!.dtype) };
  };

function reduction(type: string): KernelRule {
  return {
    shape: reduced(),
    lower: (call) => {
      const x = call.inputs.x!;
      const axes = axesOf(x.shape.length, call.attrs);
      const name = perChannel(x, axes)
        ? channelReduction(call, type)
        : reduce(call, { type, name: asNumbers(call, x), axes });
      return new Value(call, { ...call.output, name });
    },
  };
}

/** Booleans cannot be added. */
function asNumbers({ builder }: Lowering, x: Value): string {
  if (x.dtype !== "bool") return x.plain;
  return builder.add("Cast", [x.plain], { attributes: { to: 6 } });
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
  return x.home !== "plain" && axes.join() === "0,1,2";
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
    shape: reduced("int32"),
    lower: (call) => {
      const x = call.inputs.x!;
      const [axis] = axesOf(x.shape.length, call.attrs);
      const attributes = { axis: axis!, keepdims: 0 };
      const found = call.builder.add(type, [x.plain], { attributes });
      const name = call.builder.add("Cast", [found], { attributes: { to: 6 } });
      return new Value(call, { ...call.output, name });
    },
  };
}

/** Kernels that reduce axes. */
export const reductionRules: KernelRules = {
  Sum: reduction("ReduceSum"),
  Mean: reduction("ReduceMean"),
  Max: reduction("ReduceMax"),
  Min: reduction("ReduceMin"),
  Prod: reduction("ReduceProd"),
  ArgMax: position("ArgMax"),
  ArgMin: position("ArgMin"),
};
