import { tf } from "../../tf.js";
import { types } from "../graph-builder.js";
import type { KernelRule, KernelRules } from "../lowering.js";
import { transpose, Value } from "../value.js";
import { asFirst } from "./shape-rules.js";

const size = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);

const reshapeRule: KernelRule = {
  shape: ({ x }, { shape }) => ({
    shape: tf.util.inferFromImplicitShape(shape as number[], size(x!.shape)),
    dtype: x!.dtype,
  }),
  lower: ({ inputs, output }) => inputs.x!.reshaped(output.shape),
};

const expandDims: KernelRule = {
  shape: ({ input }, { dim }) => {
    const shape = [...input!.shape];
    const axis = dim as number;
    shape.splice(axis < 0 ? shape.length + 1 + axis : axis, 0, 1);
    return { shape, dtype: input!.dtype };
  },
  lower: ({ inputs, output }) => inputs.input!.reshaped(output.shape),
};

const transposeRule: KernelRule = {
  shape: ({ x }, { perm }) => ({
    shape: (perm as number[]).map((axis) => x!.shape[axis]!),
    dtype: x!.dtype,
  }),
  lower: (call) => {
    const { inputs, attrs, builder, output } = call;
    const name = transpose(builder, inputs.x!.plain, attrs.perm as number[]);
    return new Value(call, { ...output, name });
  },
};

const cast: KernelRule = {
  shape: ({ x }, { dtype }) => ({ shape: x!.shape, dtype: dtype as tf.DataType }),
  lower: (call) => {
    const { inputs, builder, output } = call;
    const x = inputs.x!;
    if (x.dtype === output.dtype) return x;
    const attributes = { to: types[output.dtype as keyof typeof types] };
    return new Value(call, { ...output, name: builder.add("Cast", [x.plain], { attributes }) });
  },
};

const oneHot: KernelRule = {
  shape: ({ indices }, { depth, dtype }) => ({
    shape: [...indices!.shape, depth as number],
    dtype: dtype as tf.DataType,
  }),
  lower: (call) => {
    const { inputs, attrs, builder, output } = call;
    const { onValue, offValue, depth } = attrs as Record<string, number>;
    const real = output.dtype === "float32";
    const values = Array.of(offValue!, onValue!);
    const pair = builder.constant(real ? Float32Array.from(values) : Int32Array.from(values), [2]);
    // The runtime has this operator for whole numbers only if their count is not one.
    const depths = real ? builder.ints([depth!]) : builder.constant(Float32Array.of(depth!), [1]);
    const wide = builder.add("Cast", [inputs.indices!.plain], { attributes: { to: types.int64 } });
    // ONNX counts negative indices from the end; here they mark nothing.
    const negative = builder.add("Less", [wide, builder.ints([0])]);
    const marked = builder.add("Where", [negative, builder.ints([depth!]), wide]);
    const name = builder.add("OneHot", [marked, depths, pair], { attributes: { axis: -1 } });
    return new Value(call, { ...output, name });
  },
};

const pack: KernelRule = {
  shape: (inputs, { axis }) => {
    const tensors = Object.values(inputs);
    const shape = [...tensors[0]!.shape];
    shape.splice(axis as number, 0, tensors.length);
    return { shape, dtype: tensors[0]!.dtype };
  },
  lower: (call) => {
    const { inputs, attrs, output, builder } = call;
    const axis = attrs.axis as number;
    const single = output.shape.map((side, i) => (i === axis ? 1 : side));
    const names = Object.values(inputs).map((input) => input.reshaped(single).plain);
    const name = builder.add("Concat", names, { attributes: { axis } });
    return new Value(call, { ...output, name });
  },
};

/** Kernels that arrange numbers anew, or change their type. */
export const shapingRules: KernelRules = {
  Identity: { shape: asFirst, lower: ({ inputs }) => inputs.x! },
  Reshape: reshapeRule,
  ExpandDims: expandDims,
  Transpose: transposeRule,
  Cast: cast,
  OneHot: oneHot,
  Pack: pack,
};
