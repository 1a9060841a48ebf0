import type { RunEvent } from "@rosenblatt/plots";

/** Gives events their times: milliseconds since the start, and those left at the mean pace so far. */
export class Clock {
  readonly #start = performance.now();
  readonly #steps: number;
  readonly #epochs: number;
  last: RunEvent;

  constructor({
    data,
    settings,
  }: {
    data: { train: { length: number } };
    settings: { batchSize: number; epochs: number };
  }) {
    this.#steps = Math.ceil(data.train.length / settings.batchSize);
    this.#epochs = settings.epochs;
    this.last = this.event({ epoch: 0, step: 0, logs: {}, phase: "step" });
  }

  event(at: Pick<RunEvent, "epoch" | "step" | "logs" | "phase">): RunEvent {
    const elapsed = performance.now() - this.#start;
    const done = at.epoch * this.#steps + at.step + 1;
    const eta = (elapsed / done) * (this.#epochs * this.#steps - done);
    const counts = { epochs: this.#epochs, steps: this.#steps };
    this.last = { ...at, ...counts, elapsed, eta, status: "running" };
    return this.last;
  }
}
