import type { tf } from "@rosenblatt/engine";
import type { Optimizer } from "./optimizers/optimizer.js";
import { RuleOptimizer } from "./optimizers/rule-optimizer.js";
import { factorAt, type Schedule } from "./schedules/schedule.js";

interface RateOptions {
  readonly settings: {
    readonly optimizer: Optimizer;
    readonly schedule: Schedule | undefined;
    readonly epochs: number;
  };
  readonly epochSteps: number;
  /** What the schedule multiplies, if it was changed before the run was resumed. */
  readonly base: number | undefined;
}

/** The learning rate of a run: its base, which may be set at any time, times what its schedule says. */
export class Rate {
  readonly #optimizer: tf.Optimizer;
  readonly #options: RateOptions;
  #base: number;
  #factor = 1;
  #applied: number | undefined;

  /** @throws TypeError when there is a schedule and the optimizer's rate cannot change. */
  constructor(optimizer: tf.Optimizer, options: RateOptions) {
    const { settings, base } = options;
    if (settings.schedule && !(optimizer instanceof RuleOptimizer)) {
      throw new TypeError(
        "Cannot schedule the learning rate of this optimizer: it must be one such as adam(1e-3)",
      );
    }
    this.#optimizer = optimizer;
    this.#options = options;
    this.#base = base ?? settings.optimizer.learningRate;
  }

  /** Of the latest step, or of the next if the base was set since. */
  get latest(): number {
    return this.#base * this.#factor;
  }

  /** Whether it can be set while the run goes on. */
  get changes(): boolean {
    return this.#optimizer instanceof RuleOptimizer;
  }

  /** What the schedule multiplies, from the next step on. */
  get base(): number {
    return this.#base;
  }

  /** @throws RangeError for what is no rate, and TypeError where the optimizer's cannot change. */
  set base(value: number) {
    checkRate(value);
    if (!this.changes) {
      throw new TypeError(
        "Cannot set the learning rate of this optimizer: its rate is fixed while it runs; fit with " +
          "one such as adam(1e-3)",
      );
    }
    this.#base = value;
  }

  /** Makes ready for the step that comes. */
  follow(
    { epoch, step }: { readonly epoch: number; readonly step: number },
    history: Readonly<Record<string, readonly number[]>>,
  ): void {
    const { settings, epochSteps } = this.#options;
    const { schedule, epochs } = settings;
    const steps = epochs * epochSteps;
    const moment = { step: epoch * epochSteps + step, steps, epoch, epochSteps, history };
    if (schedule) this.#factor = factorAt(schedule, moment);
    if (this.latest === this.#applied) return;
    this.#applied = this.latest;
    if (this.#optimizer instanceof RuleOptimizer) this.#optimizer.learningRate = this.latest;
  }
}

/** Refuses what is no learning rate that one may set. */
export function checkRate(value: number): void {
  if (!(typeof value === "number" && value > 0 && Number.isFinite(value))) {
    throw new RangeError(
      `Cannot set the learning rate to ${value}: it must be a number above 0, such as 0.001`,
    );
  }
}
