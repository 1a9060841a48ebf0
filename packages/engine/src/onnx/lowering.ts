import type { KernelCall } from "../trace/graph.js";
import type { Signature } from "../trace/recorder.js";
import type { Target, Value } from "./value.js";

/** A kernel call on its way into the graph. */
export interface Lowering extends Target {
  readonly inputs: Readonly<Record<string, Value>>;
  readonly attrs: KernelCall["attrs"];
  readonly output: Signature;
  readonly outputs: readonly Signature[];
  /** Whether nothing else reads this input, so that its operator may do more. */
  readonly only: (input: Value) => boolean;
}

/** What the traced gear knows of a kernel. */
export interface KernelRule {
  /** What comes out, from what goes in. */
  readonly shape: (
    inputs: Readonly<Record<string, Signature>>,
    attrs: KernelCall["attrs"],
  ) => Signature | Signature[];
  /** Adds the operators that compute it. */
  readonly lower: (call: Lowering) => Value | Value[];
}

/** Rules by the names of their kernels. */
export type KernelRules = Readonly<Record<string, KernelRule>>;
