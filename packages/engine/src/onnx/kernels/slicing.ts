import { tf } from "../../tf.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { reshape, Value } from "../value.js";
import { axesOf } from "./shape-rules.js";

/** Of every axis, where a slice begins and before which place it ends, in steps. */
interface Range {
  readonly begin: readonly number[];
  readonly end: readonly number[];
  readonly strides: readonly number[];
}

/** ONNX counts a negative end from the back; this one stands before the first place. */
const before = -(2 ** 31);

function sliced({ builder }: Lowering, name: string, { begin, end, strides }: Range): string {
  const axes = begin.map((_, axis) => axis);
  const ends = end.map((place, axis) => (strides[axis]! < 0 && place < 0 ? before : place));
  const ranges = [begin, ends, axes, strides].map((numbers) => builder.ints(numbers));
  return builder.add("Slice", [name, ...ranges]);
}

function boundsOf(shape: readonly number[], attrs: unknown): { begin: number[]; size: number[] } {
  const { begin, size } = attrs as { begin: number[]; size: number[] };
  const x = { shape: [...shape], rank: shape.length } as tf.Tensor;
  const [first, sizes] = tf.slice_util.parseSliceParams(x, begin, size) as [number[], number[]];
  tf.slice_util.assertParamsValid(x, first, sizes);
  return { begin: first, size: sizes };
}

const slice: KernelRule = {
  shape: ({ x }, attrs) => ({ shape: boundsOf(x!.shape, attrs).size, dtype: x!.dtype }),
  lower: (call) => {
    const x = call.inputs.x!;
    const { begin, size } = boundsOf(x.shape, call.attrs);
    if (x.shape.length === 0) return x;
    return blockSlice(call, { begin, size }) ?? plainSlice(call, { begin, size });
  },
};

function plainSlice(call: Lowering, { begin, size }: { begin: number[]; size: number[] }): Value {
  const end = begin.map((first, axis) => first + size[axis]!);
  const strides = begin.map(() => 1);
  const name = sliced(call, call.inputs.x!.plain, { begin, end, strides });
  return new Value(call, { ...call.output, name });
}

/** Whole blocks of channels, or whole images, are cut where they lie. */
function blockSlice(
  call: Lowering,
  { begin, size }: { begin: number[]; size: number[] },
): Value | undefined {
  const x = call.inputs.x!;
  const { block, output } = call;
  if (x.home !== "blocked" || x.dtype !== "float32") return undefined;
  const uncut = [1, 2].every((axis) => size[axis] === x.shape[axis]);
  const channels = size[3] === x.shape[3] || [begin[3]!, size[3]!].every((n) => n % block === 0);
  if (!uncut || !channels) return undefined;
  const wide = Math.ceil(size[3]! / block) * block;
  const range = {
    begin: [begin[0]!, begin[3]!, 0, 0],
    end: [begin[0]! + size[0]!, begin[3]! + wide, x.shape[1]!, x.shape[2]!],
    strides: [1, 1, 1, 1],
  };
  const name = sliced(call, x.in("blocked"), range);
  return new Value(call, { ...output, name, form: "blocked" });
}

type Masks = Record<
  "beginMask" | "endMask" | "ellipsisMask" | "newAxisMask" | "shrinkAxisMask",
  number
>;

function stridesOf(shape: readonly number[], attrs: unknown) {
  const { begin, end, strides, ...masks } = attrs as Masks & Record<keyof Range, number[]>;
  const { beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = masks;
  const info = tf.slice_util.sliceInfo(
    [...shape],
    begin,
    end,
    strides,
    beginMask,
    endMask,
    ellipsisMask,
    newAxisMask,
    shrinkAxisMask,
  );
  tf.util.assertNonNegativeIntegerDimensions(info.finalShape);
  return info;
}

const stridedSlice: KernelRule = {
  shape: ({ x }, attrs) => ({ shape: stridesOf(x!.shape, attrs).finalShape, dtype: x!.dtype }),
  lower: (call) => {
    const x = call.inputs.x!;
    const range = stridesOf(x.shape, call.attrs);
    if (range.isIdentity) return x.reshaped(call.output.shape);
    const name = reshape(call.builder, sliced(call, x.plain, range), call.output.shape);
    return new Value(call, { ...call.output, name });
  },
};

const reverse: KernelRule = {
  shape: ({ x }, { dims }) => {
    axesOf(x!.shape.length, { axis: dims });
    return x!;
  },
  lower: (call) => {
    const x = call.inputs.x!;
    const axes = axesOf(x.shape.length, { axis: call.attrs.dims });
    if (axes.length === 0) return x;
    const back = x.shape.map((_, axis) => axes.includes(axis));
    const range = {
      begin: x.shape.map((size, axis) => (back[axis] ? size - 1 : 0)),
      end: x.shape.map((size, axis) => (back[axis] ? -1 : size)),
      strides: back.map((yes) => (yes ? -1 : 1)),
    };
    return new Value(call, { ...call.output, name: sliced(call, x.plain, range) });
  },
};

/** Kernels that take a part of a tensor. */
export const slicingRules: KernelRules = {
  Reverse: reverse,
  Slice: slice,
  StridedSlice: stridedSlice,
};
