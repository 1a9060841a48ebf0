import type { Displayable } from "@rosenblatt/plots";
import type { Phase } from "./phases.js";

/** One kernel call of a step. */
export interface ExplainedCall {
  readonly kernel: string;
  readonly phase: Phase;
  /** The calls that made what it reads, by their positions; -1 for what enters the step. */
  readonly sources: readonly number[];
  readonly inputs: readonly (readonly number[])[];
  readonly outputs: readonly (readonly number[])[];
  /** Multiplications of products and convolutions. */
  readonly multAdds: number;
  /** Milliseconds a run; 0 for what is done as part of another call. */
  readonly milliseconds: number;
  /** How many operators of ONNX it became. */
  readonly operators: number;
}

/** How a variable gets its new numbers. */
export interface ExplainedUpdate {
  readonly variable: string;
  readonly shape: readonly number[];
  /** The calls that do it, by their positions. */
  readonly calls: readonly number[];
}

/** What a phase, or the whole step, costs. */
export interface Cost {
  readonly calls: number;
  readonly multAdds: number;
  readonly milliseconds: number;
}

/** A traced step laid open; shows itself as a picture and a table. */
export interface Explanation extends Cost, Displayable {
  readonly steps: readonly ExplainedCall[];
  readonly updates: readonly ExplainedUpdate[];
  readonly phases: Readonly<Record<Phase, Cost>>;
}

/** An explanation as its picture and its table read it. */
export type Explained = Omit<Explanation, keyof Displayable>;
