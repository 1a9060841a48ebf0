import type { MemoryNote } from "../bridge/session-report.js";
import type { TensorLedger } from "./tensor-ledger.js";

/** Notes that are kept. */
const most = 500;

/** Notes memory after each cell: some ten microseconds. */
export class MemoryNotes {
  readonly #ledger: Pick<TensorLedger, "memory">;
  readonly #before = new Map<number, number>();
  #notes: MemoryNote[] = [];
  #number = 0;

  constructor(ledger: Pick<TensorLedger, "memory">) {
    this.#ledger = ledger;
  }

  begin(cell: number): void {
    this.#before.set(cell, this.#ledger.memory()?.tensors ?? 0);
  }

  end(cell: number): void {
    const memory = this.#ledger.memory();
    const added = memory && memory.tensors - (this.#before.get(cell) ?? 0);
    this.#before.delete(cell);
    const process = globalThis.process.memoryUsage.rss();
    const note = { number: ++this.#number, cell, process };
    this.#notes.push(memory === undefined ? note : { ...note, ...memory, added: added! });
    if (this.#notes.length > 2 * most) this.#notes = this.#notes.slice(-most);
  }

  /** Those after the note with this number. */
  since(number: number): MemoryNote[] {
    return this.#notes.filter((note) => note.number > number).slice(-most);
  }
}
