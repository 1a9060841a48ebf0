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

  set learningRate(value: number) {
    const { rate, progress } = this.#inside;
    rate.base = value;
    progress.rate = value;
  }

  /** Whether the learning rate can be set. */
  get rateChanges(): boolean {
    return this.#inside.rate.changes;
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
    this.#inside.progress.best.ask(key);
    if (restore) this.restored = key;
  }

  /** The model is to end with its best weights by `key`. @throws RangeError where they are not kept. */
  endWithBest(key: string): void {
    this.#inside.progress.best.check(key);
    this.restored = key;
  }

  /** What is to be told of the weights that the model ends with; undefined for the latest. */
  get ending(): string | undefined {
    const epoch = this.restored && this.#inside.progress.best.epochOf(this.restored);
    if (epoch === undefined || epoch === "") return undefined;
    return `The model has the weights of epoch ${epoch + 1}, the best by ${this.restored}`;
  }

  /** Gives the model the weights that it is to end with. */
  restore(): void {
    if (this.restored !== undefined) this.#inside.progress.best.restore(this.restored);
  }

  save(): Uint8Array {
    return this.#inside.progress.save();
  }
}
