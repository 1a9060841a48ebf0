import type { tf } from "../../tf.js";
import { typeOf } from "../casting.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { reshape, Value } from "../value.js";

/** A tensor of one number everywhere; the runtime stretches it once, when the graph is loaded. */
export function fill(call: Lowering, value: number): Value {
  const { builder, output } = call;
  const one = builder.scalar(value, typeOf(output.dtype));
  if (output.shape.length === 0) return new Value(call, { ...output, name: one });
  const name = builder.add("Expand", [one, builder.ints(output.shape)]);
  return new Value(call, { ...output, name });
}

const like = (value: number): KernelRule => ({
  shape: ({ x }) => x!,
  lower: (call) => fill(call, value),
});

type Numbers = Float32Array | Int32Array;

/** Numbers that are known while the step is recorded. */
function series(
  numbers: (attrs: Lowering["attrs"]) => Numbers,
  dtype: (attrs: Lowering["attrs"]) => tf.DataType,
): KernelRule {
  return {
    shape: (_, attrs) => ({ shape: [numbers(attrs).length], dtype: dtype(attrs) }),
    lower: (call) => {
      const known = numbers(call.attrs);
      const name = call.builder.constant(known, call.output.shape);
      return new Value(call, { ...call.output, name, known });
    },
  };
}

/** From `start` on, in equal steps that each add their rounding error, as TensorFlow.js has them. */
function steps(numbers: Numbers, { start, step }: { start: number; step: number }): Numbers {
  numbers[0] = start;
  for (let i = 1; i < numbers.length; i++) numbers[i] = numbers[i - 1]! + step;
  return numbers;
}

function range(attrs: Lowering["attrs"]): Numbers {
  const { start, stop, step } = attrs as Record<string, number>;
  const none = start === stop || (start! < stop! && step! < 0) || (stop! < start! && step! > 1);
  const length = none ? 0 : Math.abs(Math.ceil((stop! - start!) / step!));
  const numbers = attrs.dtype === "int32" ? new Int32Array(length) : new Float32Array(length);
  return steps(numbers, { start: start!, step: stop! < start! && step === 1 ? -1 : step! });
}

function linSpace(attrs: Lowering["attrs"]): Numbers {
  const { start, stop, num } = attrs as Record<string, number>;
  return steps(new Float32Array(num!), { start: start!, step: (stop! - start!) / (num! - 1) });
}

/** Numbers on the diagonal: rows that are one longer than they are, written one after another. */
const diag: KernelRule = {
  shape: ({ x }) => ({ shape: [...x!.shape, ...x!.shape], dtype: x!.dtype }),
  lower: (call) => {
    const x = call.inputs.x!;
    const { builder, output } = call;
    const column = x.reshaped([x.size, 1]).plain;
    const rows = builder.add("Pad", [column, builder.ints([0, 0, 0, x.size])]);
    const flat = reshape(builder, rows, [x.size * (x.size + 1)]);
    const square = builder.ints([x.size * x.size]);
    const kept = builder.add("Slice", [flat, builder.ints([0]), square]);
    return new Value(call, { ...output, name: reshape(builder, kept, output.shape) });
  },
};

/** Kernels that make tensors of one number, or of a series of them. */
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
  Diag: diag,
  LinSpace: series(linSpace, () => "float32"),
  Range: series(range, ({ dtype }) => dtype as tf.DataType),
};
