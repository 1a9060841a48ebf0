import type { Remains, TensorMemory } from "../bridge/session-report.js";
import type { CellOrigin, Leak } from "./protocol.js";

/** Tensors or bytes from which on they are worth a word. */
const worth: TensorMemory = { tensors: 10, bytes: 1_000_000 };
/** Runs of a cell that make a habit. */
const habit = 3;

interface Run {
  readonly origin: CellOrigin | undefined;
  readonly remains: Remains;
}

/**
 * The cells that leave tensors behind, the largest first: all that is lost, and what a cell keeps
 * more of with each of its last runs. What one run keeps is no leak: it may be a model.
 */
export function leaksOf(
  remains: readonly Remains[],
  originOf: (cell: number) => CellOrigin | undefined,
): Leak[] {
  const cells = new Map<string, Run[]>();
  for (const one of remains) {
    const origin = originOf(one.cell);
    const key = origin?.id ?? String(origin?.count);
    cells.set(key, [...(cells.get(key) ?? []), { origin, remains: one }]);
  }
  return [...cells.values()]
    .flatMap((runs) => [lost(runs), kept(runs)])
    .filter((leak) => leak !== undefined)
    .sort((one, other) => other.bytes - one.bytes);
}

function lost(runs: readonly Run[]): Leak | undefined {
  const guilty = runs.filter(({ remains }) => remains.lost.tensors > 0);
  return leakOf("lost", guilty);
}

function kept(runs: readonly Run[]): Leak | undefined {
  const keeping = runs.filter(({ remains }) => remains.held.tensors > 0);
  const isHabit = keeping.length >= habit && runs.at(-1)!.remains.held.tensors > 0;
  return isHabit && runs[0]!.origin ? leakOf("kept", keeping) : undefined;
}

function leakOf(kind: Leak["kind"], runs: readonly Run[]): Leak | undefined {
  const all = runs.map(({ remains }) => (kind === "lost" ? remains.lost : remains.held));
  const tensors = all.reduce((sum, one) => sum + one.tensors, 0);
  const bytes = all.reduce((sum, one) => sum + one.bytes, 0);
  if (tensors < worth.tensors && bytes < worth.bytes) return undefined;
  const cell = runs.at(-1)?.origin;
  return { kind, tensors, bytes, runs: runs.length, ...(cell && { cell }) };
}
