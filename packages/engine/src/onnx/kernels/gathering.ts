import { sizeOf } from "../../size-of.js";
import { tf } from "../../tf.js";
import { cast, stored, typeOf } from "../casting.js";
import { type Type, types } from "../graph-builder.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { reshape, Value } from "../value.js";
import { checked, rowsOf } from "./rows.js";
import { axisOf } from "./shape-rules.js";

const gather: KernelRule = {
  shape: ({ x, indices }, attrs) => {
    const { outputShape } = gatherInfo({ x: x!, indices: indices! }, attrs);
    return { shape: outputShape, dtype: x!.dtype };
  },
  lower: (call) => {
    const { x, indices } = call.inputs;
    const { builder, output } = call;
    const axis = axisOf(x!.shape.length, call.attrs);
    const places = checked(call, indices!.plain, x!.shape[axis]!);
    if (!call.attrs.batchDims) {
      const attributes = { axis };
      const name = builder.add("Gather", [x!.plain, places], { attributes });
      return new Value(call, { ...output, name });
    }
    return new Value(call, { ...output, name: gatherInBatch(call, places) });
  },
};

function gatherInfo(
  { x, indices }: Record<"x" | "indices", { readonly shape: readonly number[] }>,
  attrs: Lowering["attrs"],
) {
  const { collectGatherOpShapeInfo } = tf.backend_util.segment_util;
  const tensor = (shape: readonly number[]) => ({ shape: [...shape] }) as tf.TensorInfo;
  const axis = axisOf(x.shape.length, attrs);
  const batchDims = (attrs.batchDims as number | undefined) ?? 0;
  return collectGatherOpShapeInfo(tensor(x.shape), tensor(indices.shape), axis, batchDims);
}

/** Each part of the batch has its own indices: they become rows of one long table. */
function gatherInBatch(call: Lowering, places: string): string {
  const { x, indices } = call.inputs as { x: Value; indices: Value };
  const { builder, output } = call;
  const { batchSize, outerSize, dimSize, sliceSize } = gatherInfo({ x, indices }, call.attrs);
  const tables = batchSize * outerSize;
  const starts = Int32Array.from({ length: tables }, (_, table) => table * dimSize);
  // What was no place must not become one of the next table.
  const none = builder.scalar(tables * dimSize, "int32");
  const valid = builder.add("Less", [places, builder.scalar(dimSize, "int32")]);
  const kept = builder.add("Where", [valid, places, none]);
  const count = indices.size / batchSize;
  const rows = builder.add("Add", [
    reshape(builder, kept, [batchSize, 1, count]),
    builder.constant(starts, [batchSize, outerSize, 1]),
  ]);
  const table = reshape(builder, x.plain, [tables * dimSize, sliceSize]);
  const taken = builder.add("Gather", [table, rows], { attributes: { axis: 0 } });
  return reshape(builder, taken, output.shape);
}

const gatherNd: KernelRule = {
  shape: ({ params, indices }) => ({
    shape: preparedNd(params!, indices!)[0],
    dtype: params!.dtype,
  }),
  lower: (call) => {
    const { params, indices } = call.inputs;
    const { builder, output } = call;
    const [, , sliceSize] = preparedNd(params!, indices!);
    const rank = indices!.shape.at(-1)!;
    const rows = rowsOf(call, indices!, params!.shape.slice(0, rank));
    const table = reshape(builder, params!.plain, [
      sizeOf(params!.shape.slice(0, rank)),
      sliceSize,
    ]);
    const name = builder.add("Gather", [table, rows], { attributes: { axis: 0 } });
    return new Value(call, { ...output, name: reshape(builder, name, output.shape) });
  },
};

type Sized = { readonly shape: readonly number[]; readonly dtype: tf.DataType };

function preparedNd(params: Sized, indices: Sized): [number[], number, number, number[]] {
  const tensor = ({ shape, dtype }: Sized) => ({ shape: [...shape], dtype }) as tf.TensorInfo;
  return tf.backend_util.prepareAndValidate(tensor(params), tensor(indices));
}

/** 1 where the index says, 0 elsewhere, or what else is asked for. */
const oneHot: KernelRule = {
  shape: ({ indices }, { depth, dtype }) => ({
    shape: [...indices!.shape, depth as number],
    dtype: dtype as tf.DataType,
  }),
  lower: (call) => {
    const { inputs, attrs, builder, output } = call;
    const { onValue, offValue, depth } = attrs as Record<string, number>;
    const type: Type = output.dtype === "float32" ? "float32" : "int32";
    const values = Array.of(offValue!, onValue!);
    const pair = type === "float32" ? Float32Array.from(values) : Int32Array.from(values);
    // The runtime has this operator for whole numbers only if their count is not one.
    const depths =
      type === "float32" ? builder.ints([depth!]) : builder.constant(Float32Array.of(depth!), [1]);
    const places = reshape(builder, inputs.indices!.plain, [inputs.indices!.size]);
    const wide = builder.add("Cast", [places], { attributes: { to: types.int64 } });
    // ONNX counts negative indices from the end; here they mark nothing.
    const negative = builder.add("Less", [wide, builder.scalar(0, "int64")]);
    const marked = builder.add("Where", [negative, builder.scalar(depth!, "int64"), wide]);
    const operands = [marked, depths, builder.constant(pair, [2])];
    const made = builder.add("OneHot", operands, { attributes: { axis: -1 } });
    const rows = stored(builder, made, { from: type, to: typeOf(output.dtype) });
    return new Value(call, { ...output, name: reshape(builder, rows, output.shape) });
  },
};

/** The places of the largest numbers along the last axis, and those; of equal ones the first. */
const topK: KernelRule = {
  shape: ({ x }, { k }) => {
    const shape = [...x!.shape.slice(0, -1), k as number];
    return [
      { shape, dtype: x!.dtype },
      { shape, dtype: "int32" },
    ];
  },
  lower: (call) => {
    const { inputs, attrs, builder, outputs } = call;
    const from = typeOf(inputs.x!.dtype);
    const type = from === "bool" ? "int32" : from;
    const x = cast(builder, inputs.x!.plain, { from, to: type });
    const count = builder.ints([attrs.k as number]);
    const [values, places] = builder.addMany("TopK", [x, count], { outputs: 2 });
    const names = [
      cast(builder, values!, { from: type, to: from }),
      cast(builder, places!, { from: "int64", to: "int32" }),
    ];
    return outputs.map((output, i) => new Value(call, { ...output, name: names[i]! }));
  },
};

/** Before how many sorted numbers, or behind how many, each value would stand. */
const searchSorted: KernelRule = {
  shape: ({ values }) => ({ shape: values!.shape, dtype: "int32" }),
  lower: (call) => {
    const { inputs, attrs, builder, output } = call;
    const { sortedSequence, values } = inputs;
    const [batch, length] = sortedSequence!.shape as [number, number];
    const sorted = sortedSequence!.reshaped([batch, 1, length]).plain;
    const wanted = values!.reshaped([batch, values!.shape[1]!, 1]).plain;
    const type = attrs.side === "left" ? "Less" : "LessOrEqual";
    const below = builder.add(type, [sorted, wanted]);
    const counts = cast(builder, below, { from: "bool", to: "int32" });
    const name = builder.add("ReduceSum", [counts, builder.ints([2])], {
      attributes: { keepdims: 0 },
    });
    return new Value(call, { ...output, name });
  },
};

/** Kernels that look numbers up, or tell where they are. */
export const gatheringRules: KernelRules = {
  GatherNd: gatherNd,
  GatherV2: gather,
  OneHot: oneHot,
  SearchSorted: searchSorted,
  TopK: topK,
};
