import type { RunEvent } from "@rosenblatt/plots";

/**
 * Gives events their times: milliseconds since the start, the share of them spent waiting for data,
 * and those left at the mean pace so far.
 */
export class Clock {
  readonly #start = performance.now();
  readonly #steps: number;
  readonly #epochs: number;
  readonly #batches: { readonly waiting: number };
  last: RunEvent;

  constructor({
    data,
    settings,
    batches,
  }: {
    data: { train: { length: number } };
    settings: { batchSize: number; epochs: number };
    batches: { readonly waiting: number };
  }) {
    this.#batches = batches;
    this.#steps = Math.ceil(data.train.length / settings.batchSize);
    this.#epochs = settings.epochs;
    this.last = this.event({ epoch: 0, step: 0, logs: {}, phase: "step" });
  }

  event(at: Pick<RunEvent, "epoch" | "step" | "logs" | "phase">): RunEvent {
    const elapsed = performance.now() - this.#start;
    const done = at.epoch * this.#steps + at.step + 1;
    const eta = (elapsed / done) * (this.#epochs * this.#steps - done);
    const counts = { epochs: this.#epochs, steps: this.#steps };
    const waiting = elapsed > 0 ? this.#batches.waiting / elapsed : 0;
    this.last = { ...at, ...counts, elapsed, waiting, eta, status: "running" };
    return this.last;
  }
}
