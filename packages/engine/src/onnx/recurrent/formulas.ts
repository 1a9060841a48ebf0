import { type GraphBuilder, real } from "../graph-builder.js";
import { cut, join } from "./layout.js";

/** Numbers, or zero everywhere, which needs no operator. */
export type Maybe = string | undefined;

/** The arithmetic of a time step, on matrices `[batch, units]`. */
export interface Formulas {
  multiply(a: string, b: string): string;
  subtract(a: string, b: string): string;
  add(a: string, b: Maybe): string;
  negative(x: string): string;
  tanh(x: string): string;
  /** The error before tanh gave `y`: `error · (1 − y²)`. */
  tanhError(error: string, y: string): string;
  /** The product of two matrices, plus a third. */
  product(a: string, b: string, c: Maybe): string;
  cut(name: string, into: { parts: number; axis: number }): readonly string[];
  join(names: readonly string[], axis: number): string;
}

export function formulasOf(builder: GraphBuilder): Formulas {
  const multiply = (a: string, b: string) => builder.add("Mul", [a, b]);
  const subtract = (a: string, b: string) => builder.add("Sub", [a, b]);
  return {
    multiply,
    subtract,
    add: (a, b) => (b === undefined ? a : builder.add("Add", [a, b])),
    negative: (x) => builder.add("Neg", [x]),
    tanh: (x) => builder.add("Tanh", [x]),
    tanhError: (error, y) => subtract(error, multiply(multiply(error, y), y)),
    product: (a, b, c) => builder.add("Gemm", c === undefined ? [a, b] : [a, b, c]),
    cut: (name, into) => cut(builder, name, into),
    join: (names, axis) => join(builder, names, axis),
  };
}

/** The activation of gates, and the error before it. */
export interface Gate {
  apply(x: string): string;
  /** From what the gate gave, the error of that, and the product of both. */
  error(parts: { y: string; error: string; product: string }): string;
}

/** The activations that gates may have; hardSigmoid is what TensorFlow.js takes by itself. */
export function gateOf(name: "sigmoid" | "hardSigmoid", builder: GraphBuilder): Gate {
  const { multiply, subtract } = formulasOf(builder);
  if (name === "sigmoid") {
    return {
      apply: (x) => builder.add("Sigmoid", [x]),
      error: ({ y, product }) => subtract(product, multiply(product, y)),
    };
  }
  const ramp = (x: string, slope: number, offset: number) =>
    builder.add("HardSigmoid", [x], { attributes: { alpha: real(slope), beta: real(offset) } });
  return {
    apply: (x) => ramp(x, 0.2, 0.5),
    error: ({ y, error }) => {
      // Steep as it is, the ramp tells where y · (1 − y) is not zero.
      const inside = ramp(subtract(y, multiply(y, y)), 3e38, 0);
      return multiply(error, multiply(inside, builder.scalar(0.2)));
    },
  };
}
