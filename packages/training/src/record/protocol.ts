import type { RunEvent } from "@rosenblatt/plots";

/**
 * The comm target that a kernel opens for each run; see docs/runs-protocol.md. Its opening data is
 * a `Snapshot`; a front end that comes later attaches to the comm and sends `hello`.
 */
export const RUN_TARGET = "rosenblatt.run";

/** Where a run stands; `paused` ones wait between two steps. */
export type RunStatus = RunEvent["status"] | "paused";

/** A value that the reader set or that was chosen for them. */
export type HyperParameter = number | string | boolean | null;

/** What the reader may change of a run, ended or not. */
export interface RunLabels {
  readonly name: string;
  readonly tags: readonly string[];
  readonly pinned: boolean;
}

/** How many letters a name and a tag have at most, and how many tags a run has. */
export const LABEL_LIMITS = { name: 200, tag: 60, tags: 30 } as const;

/**
 * Values of one key by step: `steps` grow, `values` has as many. At most 10,000 points are kept: of a
 * longer series the lowest and the highest of each stretch, and the first and the latest. NaN and infinities are `null`.
 */
export interface Series {
  readonly steps: readonly number[];
  readonly values: readonly (number | null)[];
}

/** One layer's weights at the end of an epoch: counts in bins of equal width from `min` to `max`. */
export interface WeightHistogram {
  /** The layer's name. */
  readonly layer: string;
  /** Epochs that had ended, from 1; 0 is before training. */
  readonly epoch: number;
  readonly min: number;
  readonly max: number;
  readonly counts: readonly number[];
}

/** All that is known of a run; also what is in its file, `runs/ID.run.json` beside the notebook. */
export interface RunRecord extends RunLabels {
  readonly format: "rosenblatt-run";
  readonly version: 1;
  /** Unique; sorts by start, such as `2026-11-28T03-31-07-4f2a`. */
  readonly id: string;
  /** ISO 8601, in UTC. */
  readonly started: string;
  readonly ended: string | null;
  /**
   * When this record was taken, as `started`. A file is written anew at least every 30 s while its run
   * lasts: one that says `running` or `paused` and is older than 90 s is of a run that was cut off.
   */
  readonly updated: string;
  readonly status: RunStatus;
  /** Why it failed, if it did. */
  readonly error: string | null;
  readonly epochs: number;
  /** Steps of an epoch. */
  readonly epochSteps: number;
  /** Steps done so far, in all epochs. */
  readonly step: number;
  /** Milliseconds since the start, pauses left out. */
  readonly elapsed: number;
  /** Milliseconds left, as far as one can tell; 0 when it has ended. */
  readonly eta: number;
  /** The share of `elapsed` that training waited for data, 0 to 1. */
  readonly waiting: number;
  readonly gear: RunEvent["gear"];
  /** Such as `CPU, 2 threads`. */
  readonly device: string;
  readonly note: string | null;
  /** Of the latest step. */
  readonly learningRate: number;
  /** Whether the rate can be changed while it runs. */
  readonly rateChanges: boolean;
  /** Such as epochs, batchSize, optimizer, learningRate, schedule, seed, parameters, examples. */
  readonly hyperParameters: Readonly<Record<string, HyperParameter>>;
  /** Values of each step: the loss and the metrics, and `learningRate`; `steps` count from 1. */
  readonly stepSeries: Readonly<Record<string, Series>>;
  /** Values of each epoch, validation ones such as `valLoss` included; `steps` count epochs from 1. */
  readonly epochSeries: Readonly<Record<string, Series>>;
  /** Of each key of `epochSeries`, its best value and the epoch, from 1, that had it. */
  readonly best: Readonly<Record<string, { readonly epoch: number; readonly value: number }>>;
  /** For each key, whether a smaller value is better. */
  readonly smallerIsBetter: Readonly<Record<string, boolean>>;
  readonly histograms: readonly WeightHistogram[];
  /** The comm under which the model view reaches the model; null without one. */
  readonly model: string | null;
}

/** All of a run, at the start and whenever a front end asks by `hello`. */
export interface Snapshot {
  readonly type: "snapshot";
  readonly record: RunRecord;
  /** Its file, as a path from the kernel's working folder, the notebook's; null where none is kept. */
  readonly file: string | null;
}

/** What has changed since the last message; sent at most ten times a second. */
export interface Patch {
  readonly type: "patch";
  /** Fields that have changed, whole; `null` is a value. */
  readonly fields: Partial<
    Omit<RunRecord, "stepSeries" | "epochSeries" | "histograms" | "format" | "version" | "id">
  >;
  /**
   * Points of series by key. Those that the panel has of a series from the first of these steps on
   * are dropped, then these are appended: so a latest point gives way, and a thinned series comes whole.
   */
  readonly steps?: Readonly<Record<string, Series>>;
  readonly epochs?: Readonly<Record<string, Series>>;
  /** The same: those that the panel has from the first of these epochs on are dropped first. */
  readonly histograms?: readonly WeightHistogram[];
}

/** A command that could not be carried out, with the reason and the cure. */
export interface Refusal {
  readonly type: "refusal";
  readonly command: string;
  readonly reason: string;
}

export type ToPanel = Snapshot | Patch | Refusal;

/** What a front end may ask of a run; whatever else comes is refused. */
export type FromPanel =
  | { readonly type: "hello" }
  | { readonly type: "pause" }
  | { readonly type: "resume" }
  /** Ends the run; with `best`, the model gets the weights of its best epoch by that key. */
  | { readonly type: "stop"; readonly best?: string }
  | { readonly type: "learning-rate"; readonly value: number }
  | { readonly type: "label"; readonly labels: Partial<RunLabels> }
  /** Lets a run go that has ended: its comm closes. The file is the front end's to delete. */
  | { readonly type: "forget" };
