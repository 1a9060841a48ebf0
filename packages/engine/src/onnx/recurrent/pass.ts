import type { CellName, SequenceAttributes } from "../../recurrent/sequence.js";
import type { GraphBuilder } from "../graph-builder.js";
import { transpose, type Value } from "../value.js";
import type { Cell, Setting, Step } from "./cell.js";
import { formulasOf, gateOf, type Maybe } from "./formulas.js";
import { gru } from "./gru.js";
import { cut, rowsOf } from "./layout.js";
import { lstm } from "./lstm.js";
import { simpleRnn } from "./simple-rnn.js";

const cells: Readonly<Record<CellName, Cell>> = { lstm, gru, simpleRnn };

/** A layer's way forward through its sequence. */
export interface Pass {
  readonly cell: Cell;
  readonly setting: Setting;
  readonly batch: number;
  readonly features: number;
  /** The layer's units. */
  readonly columns: number;
  /** The sequence, one time step behind the other: `[steps · batch, features]`. */
  readonly rows: string;
  /** The matrices for the input, of as many columns as the recurrent ones. */
  readonly kernels: readonly string[];
  /** In the order in which they are computed. */
  readonly steps: readonly Step[];
}

/**
 * Goes through the sequence. All time steps' share of the input is one product for each matrix of
 * the cell.
 */
export function passOf(builder: GraphBuilder, inputs: readonly Value[], attrs: unknown): Pass {
  const { cell: name, recurrentActivation, backwards, biased } = attrs as SequenceAttributes;
  const [x, kernel, recurrent, ...others] = inputs as [Value, Value, Value, ...Value[]];
  const cell = cells[name];
  const [batch, length, features] = x.shape as [number, number, number];
  const gatesOf = (value: Value) =>
    cut(builder, value.plain, { parts: cell.gates, axis: value.shape.length - 1 });
  const matrices = gatesOf(recurrent);
  const columns = recurrent.shape[0]!;
  const setting: Setting = {
    ...formulasOf(builder),
    gate: gateOf(recurrentActivation, builder),
    recurrent: matrices,
    turned: matrices.map((matrix) => transpose(builder, matrix, [1, 0])),
    zeros: builder.add("Expand", [builder.scalar(0), builder.ints([batch, columns])]),
  };
  const rows = rowsOf(builder, x.plain, { batch, steps: length, columns: features });
  const kernels = gatesOf(kernel);
  const bias = biased ? gatesOf(others.shift()!) : [];
  const shares = kernels.map((matrix, gate) =>
    cut(builder, setting.product(rows, matrix, bias[gate]), { parts: length, axis: 0 }),
  );
  const steps: Step[] = [];
  let states: readonly Maybe[] = others.map(({ plain }) => plain);
  for (const time of order(length, backwards)) {
    const step = cell.forward(
      setting,
      shares.map((share) => share[time]!),
      states,
    );
    states = step.states;
    steps.push(step);
  }
  return { cell, setting, batch, features, columns, rows, kernels, steps };
}

/** The time steps in the order in which they are computed. */
function order(length: number, backwards: boolean): number[] {
  const times = Array.from({ length }, (_, time) => time);
  return backwards ? times.reverse() : times;
}
