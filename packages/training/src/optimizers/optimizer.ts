import type { tf } from "@rosenblatt/engine";

/** An optimizer as a value: its name and settings; every run makes its own state from it. */
export interface Optimizer {
  readonly name: string;
  readonly learningRate: number;
  /** What else it is set to, by name; for records of runs. */
  readonly settings?: Readonly<Record<string, number | boolean | undefined>>;
  /** Fresh state: no momentum, no moments. */
  create(): tf.Optimizer;
}

/** What every optimizer may do with gradients before it uses them. */
export interface GradientOptions {
  /** Scales all gradients down together when they are longer than this, as one vector. */
  readonly clipNorm?: number | undefined;
  /** Cuts each number of a gradient to at most this, before `clipNorm`. */
  readonly clipValue?: number | undefined;
  /** Adds so much of each weight to its gradient, after clipping. */
  readonly weightDecay?: number;
}
