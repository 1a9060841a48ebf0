import { tf } from "../../tf.js";
import { cast, typeOf } from "../casting.js";
import { elementwise } from "../elementwise.js";
import { real } from "../graph-builder.js";
import type { KernelRule, KernelRules } from "../lowering.js";
import { asFirst, asFirstOf, broadcastOf } from "./shape-rules.js";
import { type Compute, operator, unary, whole, zeroToZero } from "./unary.js";

const relu: KernelRule = {
  shape: asFirst,
  lower: (call) => {
    const x = call.inputs.x!;
    const fused = call.only(x) ? x.fuse?.({ relu: true }) : undefined;
    return fused ?? unary(operator("Relu"), { ...zeroToZero, ...whole }).lower(call);
  },
};

const relu6: Compute = (x, builder, { output }) => {
  const type = output.dtype === "float32" ? "float32" : "int32";
  return builder.add("Clip", [x, builder.scalar(0, type), builder.scalar(6, type)]);
};

/**
 * 1 above 0 and 0 up to it: a steep ramp, one operator where comparing, casting and choosing are
 * three. Positive numbers below the smallest normal one give less than 1.
 */
const ramp = operator("HardSigmoid", { alpha: real(3e38), beta: real(0) });

const slopes: Compute = (x, builder, call) => {
  const up = ramp(x, builder, call);
  const rest = builder.add("Sub", [builder.scalar(1), up]);
  const alpha = builder.scalar(call.attrs.alpha as number);
  return builder.add("Add", [up, builder.add("Mul", [rest, alpha])]);
};

const step: KernelRule = {
  shape: asFirst,
  lower: (call) => (call.attrs.alpha ? unary(slopes) : unary(ramp, zeroToZero)).lower(call),
};

const leakyRelu: Compute = (x, builder, { attrs }) =>
  builder.add("LeakyRelu", [x], { attributes: { alpha: real(attrs.alpha as number) } });

/** A slope for negative numbers that is a tensor. */
const prelu: KernelRule = {
  shape: broadcastOf("float32"),
  lower: ({ inputs: { x, alpha }, output, builder }) =>
    elementwise([x!, alpha!], {
      output,
      keepsZero: true,
      compute: (names) => {
        const [value, slope] = names.map((name, i) => {
          const from = typeOf([x!, alpha!][i]!.dtype);
          return cast(builder, name, { from, to: "float32" });
        });
        const above = builder.add("Relu", [value!]);
        const below = builder.add("Min", [value!, builder.scalar(0)]);
        return builder.add("Add", [above, builder.add("Mul", [below, slope!])]);
      },
    }),
};

/** From the activation's output: its slope is 1 above 0, and one more than it below. */
const eluGrad: KernelRule = {
  shape: ({ y }) => ({ shape: y!.shape, dtype: "float32" }),
  lower: ({ inputs: { dy, y }, output, builder }) =>
    elementwise([dy!, y!], {
      output,
      keepsZero: true,
      compute: ([error, value]) => {
        const below = builder.add("Min", [value!, builder.scalar(0)]);
        return builder.add("Mul", [error!, builder.add("Add", [below, builder.scalar(1)])]);
      },
    }),
};

const { SELU_SCALE, SELU_SCALEALPHA } = tf.backend_util;
const selu = { alpha: real(SELU_SCALEALPHA / SELU_SCALE), gamma: real(SELU_SCALE) };

/** Activations and their slopes. */
export const activationRules: KernelRules = {
  Elu: unary(operator("Elu"), zeroToZero),
  EluGrad: eluGrad,
  LeakyRelu: unary(leakyRelu, { ...zeroToZero, shape: asFirstOf("float32") }),
  Prelu: prelu,
  Relu: relu,
  Relu6: unary(relu6, { ...zeroToZero, ...whole }),
  Selu: unary(operator("Selu", selu), zeroToZero),
  Sigmoid: unary(operator("Sigmoid")),
  Softplus: unary(operator("Softplus")),
  Step: step,
  Tanh: unary(operator("Tanh"), zeroToZero),
};
