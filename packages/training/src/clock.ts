import type { RunEvent } from "@rosenblatt/plots";
import type { Geared } from "./geared.js";

interface ClockOptions {
  readonly data: { readonly train: { readonly length: number } };
  readonly settings: { readonly batchSize: number; readonly epochs: number };
  readonly streams: { readonly waiting: number };
  /** Milliseconds that the run was paused, which no time here counts. */
  readonly pause: { readonly waited: number };
  /** Steps that were done before this run took them up. */
  readonly before: number;
  /** What else is to be told of the run. */
  readonly note: string | undefined;
  /** What the run computes; the first tells its gear. */
  readonly computations: readonly [Geared, ...Geared[]];
}

/**
 * Gives events their times: milliseconds since the start without pauses, the share of them spent waiting for data,
 * and those left at the mean pace so far; and the gear, with a note when it was not asked for.
 */
export class Clock {
  readonly #start = performance.now();
  readonly #steps: number;
  readonly #options: ClockOptions;
  last: RunEvent;

  constructor(options: ClockOptions) {
    this.#options = options;
    this.#steps = Math.ceil(options.data.train.length / options.settings.batchSize);
    this.last = this.event({ epoch: 0, step: 0, logs: {}, phase: "step" });
  }

  /** Steps of an epoch. */
  get steps(): number {
    return this.#steps;
  }

  event(at: Pick<RunEvent, "epoch" | "step" | "logs" | "phase">): RunEvent {
    const { settings, streams, pause, computations, note: told } = this.#options;
    const elapsed = performance.now() - this.#start - pause.waited;
    const done = at.epoch * this.#steps + at.step + 1;
    const pace = elapsed / Math.max(1, done - this.#options.before);
    const eta = pace * Math.max(0, settings.epochs * this.#steps - done);
    const counts = { epochs: settings.epochs, steps: this.#steps };
    const waiting = elapsed > 0 ? streams.waiting / elapsed : 0;
    const { gear } = computations[0];
    const why = computations.find((computation) => computation.note)?.note;
    const note = told && why ? `${told}; ${why}` : (told ?? why);
    this.last = { ...at, ...counts, elapsed, waiting, eta, gear, note, status: "running" };
    return this.last;
  }
}
