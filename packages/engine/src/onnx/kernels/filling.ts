import type { tf } from "../../tf.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { Value } from "../value.js";

/** A tensor of one number everywhere; the runtime stretches it once, when the graph is loaded. */
export function fill(call: Lowering, value: number): Value {
  const { builder, output } = call;
  const one = builder.scalar(value, output.dtype as "float32" | "int32" | "bool");
  if (output.shape.length === 0) return new Value(call, { ...output, name: one });
  const name = builder.add("Expand", [one, builder.ints(output.shape)]);
  return new Value(call, { ...output, name });
}

const like = (value: number): KernelRule => ({
  shape: ({ x }) => x!,
  lower: (call) => fill(call, value),
});

/** Kernels that make tensors of one number. */
export const fillingRules: KernelRules = {
  ZerosLike: like(0),
  OnesLike: like(1),
  Fill: {
    shape: (_, { shape, dtype, value }) => ({
      shape: shape as number[],
      dtype:
        (dtype as tf.DataType | undefined) ?? (typeof value === "boolean" ? "bool" : "float32"),
    }),
    lower: (call) => fill(call, Number(call.attrs.value)),
  },
};
