import { cast, stored, typeOf } from "../casting.js";
import { elementwise } from "../elementwise.js";
import type { Attribute, GraphBuilder, Type } from "../graph-builder.js";
import type { KernelRule, KernelRules, Lowering } from "../lowering.js";
import { asFirst, asFirstOf, numbersOnly } from "./shape-rules.js";

/** Computes the name of a kernel's numbers from that of its input's. */
export type Compute = (x: string, builder: GraphBuilder, call: Lowering) => string;

interface Options {
  /** Whether zeros give zeros. */
  readonly keepsZero?: boolean;
  /** The types to compute in, by the type of the input; real numbers unless it is said. */
  readonly types?: Readonly<Record<string, Type>>;
  readonly shape?: KernelRule["shape"];
  /** The type that `compute` gives, when that is not the one it takes. */
  readonly gives?: Type;
}

/** A kernel of one input, number by number. */
export function unary(
  compute: Compute,
  { keepsZero = false, types = {}, shape = asFirst, gives }: Options = {},
): KernelRule {
  return {
    shape,
    lower: (call) => {
      const x = Object.values(call.inputs)[0]!;
      const { output, builder } = call;
      const from = typeOf(x.dtype);
      const type = types[from] ?? "float32";
      return elementwise([x], {
        output,
        keepsZero,
        compute: ([name]) => {
          const made = compute(cast(builder, name!, { from, to: type }), builder, call);
          return stored(builder, made, { from: gives ?? type, to: typeOf(output.dtype) });
        },
      });
    },
  };
}

/** One operator of ONNX. */
export const operator =
  (type: string, attributes: Record<string, Attribute> = {}): Compute =>
  (x, builder) =>
    builder.add(type, [x], { attributes });

const simple = (type: string, options: Options = {}) => unary(operator(type), options);

/** Zeros give zeros. */
export const zeroToZero = { keepsZero: true } as const;

/** Whole numbers stay whole. */
export const whole = { types: { int32: "int32", bool: "int32" } } as const;

/** Whole numbers keep all of their digits; these kernels do not stand where every float counts. */
const exact = { types: { int32: "float64", bool: "float64" } } as const;

/** Near zero these keep their digits only in longer numbers. */
const long = {
  types: { float32: "float64", int32: "float64", bool: "float64" },
  keepsZero: true,
} as const;

/** Kernels that round leave whole numbers as they are. */
function rounding(type: string): KernelRule {
  const rule = simple(type, zeroToZero);
  return {
    shape: asFirst,
    lower: (call) => (call.output.dtype === "float32" ? rule.lower(call) : call.inputs.x!),
  };
}

const question = (compute: Compute) => unary(compute, { shape: asFirstOf("bool"), gives: "bool" });

const clip: Compute = (x, builder, { attrs, output }) => {
  const bound = (value: unknown) =>
    builder.scalar(value as number, output.dtype === "float32" ? "float32" : "float64");
  return builder.add("Clip", [x, bound(attrs.clipValueMin), bound(attrs.clipValueMax)]);
};

/** Kernels of one input, number by number, that are no activations. */
export const unaryRules: KernelRules = {
  Abs: simple("Abs", { ...zeroToZero, ...whole }),
  Acos: simple("Acos"),
  Acosh: simple("Acosh"),
  Asin: simple("Asin", zeroToZero),
  Asinh: simple("Asinh", zeroToZero),
  Atan: simple("Atan", zeroToZero),
  Atanh: simple("Atanh", zeroToZero),
  Ceil: rounding("Ceil"),
  ClipByValue: unary(clip, exact),
  Cos: simple("Cos"),
  Cosh: simple("Cosh"),
  Erf: simple("Erf", zeroToZero),
  Exp: simple("Exp", { shape: asFirstOf("float32") }),
  Expm1: unary((x, b) => b.add("Sub", [b.add("Exp", [x]), b.scalar(1, "float64")]), long),
  Floor: rounding("Floor"),
  IsFinite: question((x, b) =>
    b.add("Less", [b.add("Abs", [x]), b.scalar(Number.POSITIVE_INFINITY)]),
  ),
  IsInf: question(operator("IsInf")),
  IsNan: question(operator("IsNaN")),
  Log: simple("Log"),
  Log1p: unary((x, b) => b.add("Log", [b.add("Add", [x, b.scalar(1, "float64")])]), long),
  Neg: simple("Neg", { ...zeroToZero, ...whole, shape: numbersOnly("Neg", asFirst) }),
  Reciprocal: simple("Reciprocal"),
  Round: rounding("Round"),
  Rsqrt: unary((x, b) => b.add("Reciprocal", [b.add("Sqrt", [x])])),
  Sign: simple("Sign", { ...zeroToZero, ...whole }),
  Sin: simple("Sin", zeroToZero),
  Sinh: simple("Sinh", zeroToZero),
  Sqrt: simple("Sqrt", zeroToZero),
  Square: unary((x, b) => b.add("Mul", [x, x]), { ...zeroToZero, ...whole }),
  Tan: simple("Tan", zeroToZero),
};
