import type { tf } from "../tf.js";

/** A tensor of a recorded step: its kind is known, its numbers are not. */
export interface Symbolic {
  readonly id: number;
  readonly shape: readonly number[];
  readonly dtype: tf.DataType;
}

let symbols = 0;

/** A tensor that no step has yet. */
export function newSymbol({ shape, dtype }: Omit<Symbolic, "id">): Symbolic {
  symbols += 1;
  return { id: symbols, shape: [...shape], dtype };
}

/** The values of a tensor outside TensorFlow.js. */
export type Values = Float32Array | Int32Array | Uint8Array;

/** One kernel call of a recorded step. */
export interface KernelCall {
  readonly kernel: string;
  /** By the names that TensorFlow.js gives them, in its order; lists are numbered. */
  readonly inputs: Readonly<Record<string, Symbolic>>;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly outputs: readonly Symbolic[];
}

/** A variable that a step reads or assigns. */
export interface VariableUse {
  readonly variable: tf.Variable;
  readonly before: Symbolic;
  /** What the step leaves in it; `before` when it only reads it. */
  readonly after: Symbolic;
}

/** A step as the kernel calls that it makes, in order. */
export interface Graph {
  readonly parameters: readonly Symbolic[];
  readonly variables: readonly VariableUse[];
  /** Tensors whose numbers are part of the step: written in it, or made outside before. */
  readonly constants: ReadonlyMap<Symbolic, Values>;
  /** Random tensors, drawn anew for every run. */
  readonly draws: readonly KernelCall[];
  readonly calls: readonly KernelCall[];
  readonly results: readonly Symbolic[];
}
