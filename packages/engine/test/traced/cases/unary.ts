import { tf } from "@rosenblatt/engine";
import type { Random } from "../random.js";
import { type Cases, images, kernel, type MakeCase } from "./case.js";

interface Options {
  readonly from?: number;
  readonly to?: number;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly types?: readonly ("float32" | "int32" | "bool")[];
}

const numbers = ["float32", "int32"] as const;

function unary(
  name: string,
  { from = -2, to = 2, attrs = {}, types = [...numbers, "bool"] }: Options = {},
): MakeCase[] {
  const on = (make: (random: Random) => tf.Tensor): MakeCase => {
    return (random) => ({ inputs: [make(random)], step: (x) => kernel(name, { x: x! }, attrs) });
  };
  const made = {
    float32: [
      on((random) => random.floats(random.shape(), { from, to })),
      on((random) => random.floats(images(random), { from, to })),
    ],
    int32: [on((random) => random.ints(random.shape(), { from: Math.ceil(from), to }))],
    bool: [on((random) => random.bools(random.shape()))],
  };
  return types.flatMap((type) => made[type]);
}

const table: Readonly<Record<string, Options>> = {
  Abs: {},
  Acos: { from: -1, to: 1 },
  Acosh: { from: 1, to: 9 },
  Asin: { from: -1, to: 1 },
  Asinh: { from: -9, to: 9 },
  Atan: {},
  Atanh: { from: -0.9, to: 0.9, types: ["float32"] },
  Ceil: {},
  ClipByValue: { attrs: { clipValueMin: -0.7, clipValueMax: 1.3 } },
  Cos: { from: -9, to: 9 },
  Cosh: {},
  Elu: {},
  Erf: {},
  Exp: {},
  Expm1: {},
  Floor: {},
  IsFinite: {},
  IsInf: {},
  IsNan: {},
  LeakyRelu: { attrs: { alpha: 0.3 } },
  Log: { from: 0.1, to: 5 },
  Log1p: { from: -0.9, to: 5 },
  LogicalNot: { types: ["bool"] },
  Neg: { types: numbers },
  OnesLike: {},
  Reciprocal: { from: 0.5, to: 3 },
  Relu: {},
  Relu6: { from: -9, to: 9 },
  Round: {},
  Rsqrt: { from: 0.1, to: 5 },
  Selu: {},
  Sigmoid: {},
  Sign: {},
  Sin: { from: -9, to: 9 },
  Sinh: {},
  Softplus: {},
  Sqrt: { from: 0.1, to: 5 },
  Square: {},
  Step: { attrs: { alpha: 0 } },
  Tan: { from: -1.4, to: 1.4 },
  Tanh: {},
  ZerosLike: {},
};

/** Numbers around which kernels have cases of their own. */
const strange = [0, -0, 0.5, 1.5, 2.5, -0.5, -1.5, 1e-9, 40, -40, 3e9, -3e9];
const stranger = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

const on = (name: string, values: readonly number[], attrs = {}): MakeCase => {
  return () => ({
    inputs: [tf.tensor1d([...values])],
    step: (x) => kernel(name, { x: x! }, attrs),
  });
};

/** Kernels of one input, number by number. */
export const unaryCases: Cases = {
  ...Object.fromEntries(
    Object.entries(table).map(([name, options]) => [
      name,
      [...unary(name, options), ...(options.types ? [] : [on(name, strange, options.attrs)])],
    ]),
  ),
  Cast: (["float32", "int32", "bool"] as const).flatMap((dtype) => [
    (random) => ({ inputs: [random.floats(images(random))], step: (x) => x!.cast(dtype) }),
    (random) => ({ inputs: [random.ints(random.shape())], step: (x) => x!.cast(dtype) }),
    (random) => ({ inputs: [random.bools(random.shape())], step: (x) => x!.cast(dtype) }),
    () => ({
      inputs: [tf.tensor1d([...strange, ...stranger])],
      step: (x) => x!.cast(dtype),
    }),
  ]),
  IsFinite: [...unary("IsFinite"), on("IsFinite", stranger)],
  IsInf: [...unary("IsInf"), on("IsInf", stranger)],
  IsNan: [...unary("IsNan"), on("IsNan", stranger)],
  Step: [
    ...unary("Step", { attrs: { alpha: 0 } }),
    ...unary("Step", { attrs: { alpha: -0.25 }, types: ["float32"] }),
    on("Step", [Number.NaN, 0, -0, 1e-30, -1e-30], { alpha: 0 }),
  ],
};
