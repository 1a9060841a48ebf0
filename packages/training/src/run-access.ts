import type { tf } from "@rosenblatt/engine";

/** What a callback may see of its run, and do with it. */
export interface RunAccess {
  /** Ends the run after the step in hand. */
  stop(): void;
  readonly model: tf.LayersModel;
  /** One number an epoch for each key. */
  readonly history: Readonly<Record<string, readonly number[]>>;
  /** Of the latest step; set, it is the optimizer's from the next step on, as `run.learningRate`. */
  learningRate: number;
  /** Steps done so far, in all epochs. */
  readonly step: number;
  /** Steps that were done when the run was resumed; 0 for one that was not. */
  readonly resumedAt: number;
  /**
   * From now on keeps the weights of the epoch with the best value of `key`; with `restore`, the
   * model ends with them, unless the run is interrupted or fails.
   *
   * @throws RangeError when the run does not measure `key`.
   */
  keepBest(key: string, options?: { restore?: boolean }): void;
  /** All that the run needs to go on from here, as the bytes of a safetensors file. */
  save(): Uint8Array;
}
