import { elementwise } from "../elementwise.js";
import { type Attribute, type GraphBuilder, real } from "../graph-builder.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { asFirst, asFirstBool } from "./shape-rules.js";

type Compute = (x: string, builder: GraphBuilder, call: Lowering) => string;

/** A kernel of one input, number by number. */
function unary(compute: Compute, { keepsZero = false } = {}): KernelRule {
  return {
    shape: asFirst,
    lower: (call) => {
      const x = Object.values(call.inputs)[0]!;
      const { output, builder } = call;
      return elementwise([x], {
        output,
        keepsZero,
        compute: ([name]) => compute(name!, builder, call),
      });
    },
  };
}

/** A kernel of one input whose outputs are booleans. */
function test(compute: Compute): KernelRule {
  return { ...unary(compute), shape: asFirstBool };
}

const operator =
  (type: string, attributes: Record<string, Attribute> = {}): Compute =>
  (x, builder) =>
    builder.add(type, [x], { attributes });

const zeroToZero = { keepsZero: true };

/**
 * 1 above 0 and 0 up to it: a steep ramp, one operator where comparing, casting and choosing are
 * three. Positive numbers below the smallest normal one give less than 1.
 */
const ramp = { alpha: real(3e38), beta: real(0) };

const step: KernelRule = {
  shape: asFirst,
  lower: (call) => {
    const alpha = (call.attrs.alpha as number | undefined) ?? 0;
    return unary(alpha === 0 ? aboveZero : slopes(alpha), { keepsZero: alpha === 0 }).lower(call);
  },
};

const aboveZero = operator("HardSigmoid", ramp);

/** 1 above 0 and `alpha` up to it. */
const slopes =
  (alpha: number): Compute =>
  (x, builder, call) => {
    const up = aboveZero(x, builder, call);
    const rest = builder.add("Sub", [builder.scalar(1), up]);
    return builder.add("Add", [up, builder.add("Mul", [rest, builder.scalar(alpha)])]);
  };

const relu: KernelRule = {
  shape: asFirst,
  lower: (call) => {
    const x = call.inputs.x!;
    const fused = call.only(x) ? x.fuse?.({ relu: true }) : undefined;
    return fused ?? unary(operator("Relu"), zeroToZero).lower(call);
  },
};

/** Kernels of one input, number by number. */
export const unaryRules: KernelRules = {
  Abs: unary(operator("Abs"), zeroToZero),
  Ceil: unary(operator("Ceil"), zeroToZero),
  Cos: unary(operator("Cos")),
  Exp: unary(operator("Exp")),
  Floor: unary(operator("Floor"), zeroToZero),
  Log: unary(operator("Log")),
  Neg: unary(operator("Neg"), zeroToZero),
  Reciprocal: unary(operator("Reciprocal")),
  Relu: relu,
  Rsqrt: unary((x, builder) => builder.add("Reciprocal", [builder.add("Sqrt", [x])])),
  Sigmoid: unary(operator("Sigmoid")),
  Sign: unary(operator("Sign"), zeroToZero),
  Sin: unary(operator("Sin"), zeroToZero),
  Sqrt: unary(operator("Sqrt"), zeroToZero),
  Square: unary((x, builder) => builder.add("Mul", [x, x]), zeroToZero),
  Step: step,
  Tanh: unary(operator("Tanh"), zeroToZero),
  IsNan: test(operator("IsNaN")),
  LogicalNot: test(operator("Not")),
};
