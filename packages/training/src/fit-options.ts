import type { Split } from "@rosenblatt/datasets";
import type { Shape } from "@rosenblatt/engine";
import type { GearOptions } from "./gear.js";
import type { Metrics } from "./history.js";
import type { Measure } from "./loss.js";
import type { Optimizer } from "./optimizers/optimizer.js";
import type { Callback } from "./run.js";
import type { Schedule } from "./schedules/schedule.js";

export interface FitOptions<
  S extends Shape,
  C extends readonly string[],
  M extends Metrics,
  L extends Shape = readonly [],
> extends GearOptions {
  /** How often every training example is seen. */
  readonly epochs?: number;
  /** Examples a step. */
  readonly batchSize?: number;
  readonly optimizer?: Optimizer;
  /** By default cross-entropy, and the mean squared error for numbers. */
  readonly loss?: Measure;
  /** Measured at every step and, on the validation examples, after every epoch. */
  readonly metrics?: M;
  /** What is measured after every epoch; false for nothing. */
  readonly validation?: Split<S, C, L> | false;
  /** Threads that make batches ahead of time; without it, as many as pay, and none at first. */
  readonly workers?: number;
  /** Makes shuffling, augmentation and dropout repeatable. */
  readonly seed?: number;
  /** What the optimizer's learning rate is multiplied by from step to step, such as `cosine()`. */
  readonly schedule?: Schedule | undefined;
  /**
   * A checkpoint's file, from which the run goes on, with the numbers of one that never stopped in
   * the same gear: the model gets its weights. Where there is none, the run starts.
   */
  readonly resume?: string | undefined;
  /** Called with every event; training waits for them. */
  readonly on?: readonly Callback[];
  /** Whether awaiting or iterating the run draws it; `run.show()` always does. */
  readonly show?: boolean;
  /** What the run is called in its record; without it, such as `Run 7`. */
  readonly name?: string | undefined;
  /** What its record is found by. */
  readonly tags?: readonly string[];
  /**
   * Whether a kernel keeps a record of the run: in its file, `runs/ID.run.json` beside the notebook,
   * and for the panel of runs. False leaves out both; `off` in ROSENBLATT_RUNS leaves out the files.
   */
  readonly record?: boolean;
}

/** What `fit` was asked for, its defaults filled in. */
export interface Settings<
  S extends Shape,
  C extends readonly string[],
  M extends Metrics,
  L extends Shape,
> extends Required<
    Omit<
      FitOptions<S, C, M, L>,
      | keyof GearOptions
      | "seed"
      | "workers"
      | "on"
      | "show"
      | "schedule"
      | "resume"
      | "name"
      | "tags"
      | "record"
    >
  > {
  readonly seed: number | undefined;
  readonly workers: number | undefined;
  readonly schedule: Schedule | undefined;
  readonly resume: string | undefined;
  /** Which gear, and where the traced one runs. */
  readonly gearing: GearOptions;
}
