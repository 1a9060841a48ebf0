import type { Curves, Run } from "../model/run.js";
import { csv } from "./csv.js";

type Cells = Record<string, number>;

/** A run as CSV: a row for each step with its epoch, from 1; values of an epoch at its last step. */
export function runCsv(run: Run): string {
  const { names, rows } = table(run);
  return csv([["step", "epoch", ...names], ...rows.map((row) => cells(row, names))]);
}

/** Several runs as one CSV, told apart by the first column. */
export function runsCsv(runs: readonly Run[]): string {
  const tables = runs.map((run) => ({ run, ...table(run) }));
  const names = [...new Set(tables.flatMap((one) => one.names))];
  const rows = tables.flatMap(({ run, rows }) =>
    rows.map((row) => [run.fields.name, ...cells(row, names)]),
  );
  return csv([["run", "step", "epoch", ...names], ...rows]);
}

interface Row {
  readonly step: number;
  readonly epoch: number;
  readonly values: Cells;
}

function table(run: Run): { names: readonly string[]; rows: readonly Row[] } {
  const perEpoch = run.fields.epochSteps || 1;
  const rows = new Map<number, Cells>();
  const names: string[] = [];
  const add = (curves: Curves, { nameOf, by }: { nameOf(key: string): string; by: number }) => {
    for (const [key, { x, y }] of curves) {
      const name = nameOf(key);
      names.push(name);
      for (let i = 0; i < x.length; i += 1) {
        const step = x[i]! * by;
        const cells = rows.get(step) ?? {};
        cells[name] = y[i]!;
        rows.set(step, cells);
      }
    }
  };
  add(run.steps, { nameOf: (key) => key, by: 1 });
  // A loss of an epoch is another number than that of its last step.
  const nameOf = (key: string) =>
    run.steps.has(key) ? `epoch${key.slice(0, 1).toUpperCase()}${key.slice(1)}` : key;
  add(run.epochs, { nameOf, by: perEpoch });
  const steps = [...rows].sort(([a], [b]) => a - b);
  return {
    names,
    rows: steps.map(([step, values]) => ({ step, epoch: Math.ceil(step / perEpoch), values })),
  };
}

function cells({ step, epoch, values }: Row, names: readonly string[]) {
  return [step, epoch, ...names.map((name) => values[name])];
}
