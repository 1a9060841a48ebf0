import type { tf } from "@rosenblatt/engine";
import type { Rate } from "./rate.js";
import type { RunAccess } from "./run-access.js";
import type { Progress } from "./state/progress.js";

/** What a run is made of. */
export interface Inside {
  readonly model: tf.LayersModel;
  readonly progress: Progress;
  readonly rate: Rate;
  readonly epochSteps: number;
  /** Steps that were done when the run was resumed. */
  readonly before: number;
}

interface Outside {
  readonly history: Readonly<Record<string, readonly number[]>>;
  stop(): void;
}

/** What callbacks get to see of a run. */
export class Access implements RunAccess {
  readonly #inside: Inside;
  readonly #outside: Outside;
  /** By which key the model is to end with its best weights. */
  restored: string | undefined;

  constructor(inside: Inside, outside: Outside) {
    this.#inside = inside;
    this.#outside = outside;
  }

  get model(): tf.LayersModel {
    return this.#inside.model;
  }

  get history(): Readonly<Record<string, readonly number[]>> {
    return this.#outside.history;
  }

  get learningRate(): number {
    return this.#inside.rate.latest;
  }

  get step(): number {
    const { progress, epochSteps } = this.#inside;
    return progress.epoch * epochSteps + progress.step;
  }

  get resumedAt(): number {
    return this.#inside.before;
  }

  stop(): void {
    this.#outside.stop();
  }

  keepBest(key: string, { restore = false }: { restore?: boolean } = {}): void {
    this.#inside.progress.keepBest(key);
    if (restore) this.restored = key;
  }

  save(): Uint8Array {
    return this.#inside.progress.save();
  }
}
