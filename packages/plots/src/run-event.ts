/** One moment of a training run. */
export interface RunEvent {
  /** From 0. */
  readonly epoch: number;
  readonly epochs: number;
  /** Within the epoch, from 0. */
  readonly step: number;
  /** Steps in an epoch. */
  readonly steps: number;
  /** Losses and metrics by name; those on validation data begin with `val`, as in `valLoss`. */
  readonly logs: Readonly<Record<string, number>>;
  /** After a step, after an epoch, or after the run. */
  readonly phase: "step" | "epoch" | "end";
  /** Milliseconds since the start. */
  readonly elapsed: number;
  /** The share of the time since the start, 0 to 1, in which training waited for data. */
  readonly waiting: number;
  /** Milliseconds left, as far as one can tell. */
  readonly eta: number;
  /** How steps run: as one graph, or operation by operation. */
  readonly gear: "traced" | "eager";
  /** What the reader should know of the run, such as why it is not in the faster gear. */
  readonly note?: string | undefined;
  readonly status: "running" | "finished" | "stopped" | "interrupted" | "failed";
}

/** A run as it is drawn: at its latest event, where it may wait. */
export interface DrawnRun extends Omit<RunEvent, "status"> {
  readonly status: RunEvent["status"] | "paused";
}
