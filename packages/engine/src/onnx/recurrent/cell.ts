import type { Formulas, Gate, Maybe } from "./formulas.js";

/**
 * What the cells compute with: one recurrent matrix, and its transpose, for each gate that has one
 * of its own.
 */
export interface Setting extends Formulas {
  readonly gate: Gate;
  /** Zeros `[batch, units]`. */
  readonly zeros: string;
  readonly recurrent: readonly string[];
  readonly turned: readonly string[];
}

/** A time step forward. */
export interface Step {
  /** The states before it. */
  readonly before: readonly Maybe[];
  /** The states after it; the first is the output. */
  readonly states: readonly string[];
  /** What each gate's recurrent matrix was multiplied with. */
  readonly operands: readonly Maybe[];
  /** What the way back needs besides. */
  readonly kept: readonly string[];
}

/** What is known when a time step is gone back. */
export interface StepErrors {
  readonly output: string;
  /** Of the states after the first. */
  readonly others: readonly Maybe[];
  /** What else the output of the step before is charged with. */
  readonly before: Maybe;
}

/** A recurrent cell, one time step at a time, on matrices `[batch, units]`. */
export interface Cell {
  /** How many matrices it has; a cell whose gates share one computes them together. */
  readonly gates: number;
  /** From each gate's share of the input, its bias included, and the states. */
  forward(setting: Setting, inputs: readonly string[], states: readonly Maybe[]): Step;
  /** Computes for all time steps at once what the way back needs of each. */
  prepare?(setting: Setting, steps: readonly Step[]): readonly Step[];
  /** The errors of the gates before their activations, and those of the states before the step. */
  backward(
    setting: Setting,
    step: Step,
    errors: StepErrors,
  ): { readonly gates: readonly Maybe[]; readonly states: readonly Maybe[] };
}

/** What enters a gate: its share of the input, and of the state that its matrix multiplies. */
export function entering(
  { recurrent, product }: Setting,
  { gate, input, state }: { gate: number; input: string; state: Maybe },
): string {
  return state === undefined ? input : product(state, recurrent[gate]!, input);
}

/** The error that gates pass on to the state that their matrices multiply, and `more`. */
export function passedOn(
  { turned, product }: Setting,
  { errors, more }: { errors: readonly Maybe[]; more: Maybe },
): Maybe {
  return errors.reduce(
    (sum, error, gate) => (error === undefined ? sum : product(error, turned[gate]!, sum)),
    more,
  );
}
