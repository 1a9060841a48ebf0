import { sizeOf } from "../../size-of.js";
import { tf } from "../../tf.js";
import { cast, typeOf } from "../casting.js";
import { elementwise } from "../elementwise.js";
import type { KernelRule, KernelRules } from "../lowering.js";
import { transpose, Value } from "../value.js";
import { asFirst } from "./shape-rules.js";

const reshapeRule: KernelRule = {
  shape: ({ x }, { shape }) => ({
    shape: tf.util.inferFromImplicitShape(shape as number[], sizeOf(x!.shape)),
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

const castRule: KernelRule = {
  shape: ({ x }, { dtype }) => ({ shape: x!.shape, dtype: dtype as tf.DataType }),
  lower: ({ inputs, builder, output }) => {
    const change = { from: typeOf(inputs.x!.dtype), to: typeOf(output.dtype) };
    return elementwise([inputs.x!], {
      output,
      keepsZero: true,
      compute: ([name]) => cast(builder, name!, change),
    });
  },
};

/** Kernels that give the same numbers another shape, order of axes or type. */
export const shapingRules: KernelRules = {
  Identity: { shape: asFirst, lower: ({ inputs }) => inputs.x! },
  Reshape: reshapeRule,
  ExpandDims: expandDims,
  Transpose: transposeRule,
  Cast: castRule,
};
