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
}

/** The learning rate of a run, which follows its schedule. */
export class Rate {
  readonly #optimizer: tf.Optimizer;
  readonly #options: RateOptions;
  #latest: number;

  /** @throws TypeError when there is a schedule and the optimizer's rate cannot change. */
  constructor(optimizer: tf.Optimizer, options: RateOptions) {
    if (options.settings.schedule && !(optimizer instanceof RuleOptimizer)) {
      throw new TypeError(
        "Cannot schedule the learning rate of this optimizer: it must be one such as adam(1e-3)",
      );
    }
    this.#optimizer = optimizer;
    this.#options = options;
    this.#latest = options.settings.optimizer.learningRate;
  }

  /** Of the latest step. */
  get latest(): number {
    return this.#latest;
  }

  /** Sets the rate of the step that comes. */
  set(
    { epoch, step }: { readonly epoch: number; readonly step: number },
    history: Readonly<Record<string, readonly number[]>>,
  ): void {
    const { settings, epochSteps } = this.#options;
    const { schedule, epochs, optimizer } = settings;
    if (!schedule) return;
    const steps = epochs * epochSteps;
    const moment = { step: epoch * epochSteps + step, steps, epoch, epochSteps, history };
    const rate = optimizer.learningRate * factorAt(schedule, moment);
    if (rate === this.#latest && moment.step > 0) return;
    this.#latest = rate;
    (this.#optimizer as RuleOptimizer).learningRate = rate;
  }
}
