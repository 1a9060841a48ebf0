import { AsyncLocalStorage } from "node:async_hooks";
import type { Sink } from "./sink.js";

/** A cell that runs or ran. Everything that it started, at any later time, finds it. */
export interface Cell {
  readonly id: number;
  readonly count: number;
  /** Set when it was interrupted; what it awaits will not go on. */
  interrupted: boolean;
  /** Takes what is printed and shown in place of the clients. */
  readonly sink?: Sink | undefined;
}

const storage = new AsyncLocalStorage<Cell>();
let latest: Cell = { id: 0, count: 0, interrupted: false };

/** Runs `work` as part of `cell`. */
export function asCell(cell: Cell, work: () => void): void {
  latest = cell;
  storage.run(cell, work);
}

/** Runs `work` as part of `cell`, without making it the latest. */
export function aside<T>(cell: Cell, work: () => T): T {
  return storage.run(cell, work);
}

/** The cell that the code running now belongs to; the latest one if that cannot be known. */
export function currentCell(): Cell {
  return storage.getStore() ?? latest;
}
