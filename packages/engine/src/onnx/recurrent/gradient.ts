import type { SequenceAttributes } from "../../recurrent/sequence.js";
import type { GraphBuilder } from "../graph-builder.js";
import type { Lowering } from "../lowering.js";
import { Value } from "../value.js";
import type { Maybe } from "./formulas.js";
import { cut, join, rowsOf, sequenceOf } from "./layout.js";
import { type Pass, passOf } from "./pass.js";

/**
 * The gradients of all inputs, back through time. A time step only does what depends on the one
 * after it; the weights' gradients are products over all time steps at the end.
 */
export function sequenceGradients(call: Lowering): Value[] {
  const { builder, outputs } = call;
  const { backwards, biased } = call.attrs as unknown as SequenceAttributes;
  const values = Object.values(call.inputs);
  const inputs = values.slice(0, outputs.length);
  // The way forward is in the graph already: its operators are found again.
  const pass = passOf(builder, inputs, call.attrs);
  const { errors, states } = back(builder, pass, values.slice(outputs.length));
  const inTime = <T>(steps: readonly T[]) => (backwards ? [...steps].reverse() : steps);
  const rows = errors.map((steps) => join(builder, inTime(steps), 0));
  const operands = rows.map((_, gate) =>
    join(
      builder,
      inTime(pass.steps.map(({ operands: used }) => used[gate] ?? pass.setting.zeros)),
      0,
    ),
  );
  const names = [
    inputGradient(builder, pass, rows),
    weightGradient(builder, { rows, operands: rows.map(() => pass.rows) }),
    weightGradient(builder, { rows, operands }),
    ...(biased ? [biasGradient(builder, rows)] : []),
    ...states.map((name) => name ?? pass.setting.zeros),
  ];
  return outputs.map((signature, i) => new Value(call, { ...signature, name: names[i]! }));
}

interface BackwardPass {
  /** By gates, then in the order of computing. */
  readonly errors: readonly (readonly string[])[];
  /** Of the initial states. */
  readonly states: readonly Maybe[];
}

function back(
  builder: GraphBuilder,
  { cell, setting, steps, ...sizes }: Pass,
  [all, ...last]: readonly Value[],
): BackwardPass {
  const given = zero(all!)
    ? []
    : cut(builder, rowsOf(builder, all!.plain, { ...sizes, steps: steps.length }), {
        parts: steps.length,
        axis: 0,
      });
  const errors: string[][] = Array.from({ length: cell.gates }, () => []);
  let states: readonly Maybe[] = last.map((error) => (zero(error) ? undefined : error.plain));
  const atEnd = given.at(-1);
  if (atEnd) states = [setting.add(atEnd, states[0]), ...states.slice(1)];
  const prepared = cell.prepare?.(setting, steps) ?? steps;
  const { zeros } = setting;
  for (const [i, step] of [...prepared.entries()].reverse()) {
    const [output = zeros, ...others] = states;
    const made = cell.backward(setting, step, { output, others, before: given[i - 1] });
    made.gates.forEach((error, gate) => {
      errors[gate]!.unshift(error ?? zeros);
    });
    states = made.states;
  }
  return { errors, states };
}

/** Whether an output's error is zero because nothing depends on that output. */
function zero({ known }: Value): boolean {
  return known?.every((number) => number === 0) ?? false;
}

interface Factors {
  /** By gates, `[steps · batch, units]`. */
  readonly rows: readonly string[];
  /** What the gates' matrices were multiplied with, `[steps · batch, n]`. */
  readonly operands: readonly string[];
}

function weightGradient(builder: GraphBuilder, { rows, operands }: Factors): string {
  const attributes = { transA: 1 };
  const gates = rows.map((error, gate) =>
    builder.add("Gemm", [operands[gate]!, error], { attributes }),
  );
  return join(builder, gates, 1);
}

function biasGradient(builder: GraphBuilder, rows: readonly string[]): string {
  const attributes = { keepdims: 0 };
  const gates = rows.map((error) =>
    builder.add("ReduceSum", [error, builder.ints([0])], { attributes }),
  );
  return join(builder, gates, 0);
}

function inputGradient(builder: GraphBuilder, pass: Pass, rows: readonly string[]): string {
  const attributes = { transB: 1 };
  const sum = rows.reduce<Maybe>((made, error, gate) => {
    const product = [error, pass.kernels[gate]!, ...(made === undefined ? [] : [made])];
    return builder.add("Gemm", product, { attributes });
  }, undefined);
  return sequenceOf(builder, sum!, {
    batch: pass.batch,
    steps: pass.steps.length,
    columns: pass.features,
  });
}
