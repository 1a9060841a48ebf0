import type { Payload } from "../bridge/messages.js";

/** What running cells gave to be done by the client; it travels with their answers. */
export class Payloads {
  readonly #cells = new Map<number, Payload[]>();

  /** From now on `cell` may add payloads. */
  open(cell: number): void {
    this.#cells.set(cell, []);
  }

  /** Adds one; without effect when the cell was answered already. */
  add(cell: number, payload: Payload): void {
    this.#cells.get(cell)?.push(payload);
  }

  /** The payloads of `cell`, which is answered now. */
  take(cell: number): readonly Payload[] {
    const payloads = this.#cells.get(cell) ?? [];
    this.#cells.delete(cell);
    return payloads;
  }
}
