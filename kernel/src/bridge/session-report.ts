import type { Summary } from "../variables/protocol.js";

/** What the user's thread tells of its session; cells by the ids of their programs. */
export interface SessionReport {
  readonly variables: readonly NamedSummary[];
  /** Names that are left out. */
  readonly left: number;
  readonly memory: readonly MemoryNote[];
}

/** A name, what it is, and who set and who declared it. */
export interface NamedSummary extends Summary {
  readonly name: string;
  readonly setter: number;
  readonly owner: number;
}

/** What memory was when a cell had ended; `added` is by how many tensors it grew meanwhile. */
export interface MemoryNote {
  /** Notes are numbered as they come. */
  readonly number: number;
  readonly cell: number;
  readonly process: number;
  readonly tensors?: number;
  readonly bytes?: number;
  readonly added?: number;
}

export interface TensorMemory {
  readonly tensors: number;
  readonly bytes: number;
}

/** What tensors a cell has left: those that nothing can reach, and those still held. */
export interface Remains {
  readonly cell: number;
  readonly lost: TensorMemory;
  readonly held: TensorMemory;
}
