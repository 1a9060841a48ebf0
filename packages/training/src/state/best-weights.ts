import type { PlainArray, tf } from "@rosenblatt/engine";
import { bestOf, isBetter } from "../best.js";
import { copied, putBack, weightsOf } from "./copied-weights.js";

/** Numbers of a model up to which the best weights by every key are kept without being asked for. */
const mostUnasked = 10_000_000;

/** An epoch (from 0) with the best value of a key, and the weights after it, where they are kept. */
interface Best {
  readonly epoch: number;
  readonly value: number;
  readonly weights: readonly PlainArray[] | undefined;
}

type History = Readonly<Record<string, readonly number[]>>;

/**
 * The weights of the best epoch by each key: of keys that are asked for always, and of all while
 * the model is not too large. Keys with the same best epoch share one copy.
 */
export class BestWeights {
  readonly #model: tf.LayersModel;
  readonly #history: History;
  readonly #asked = new Set<string>();
  readonly #best = new Map<string, Best>();
  readonly #keepsAll: boolean;

  constructor(model: tf.LayersModel, history: History) {
    this.#model = model;
    this.#history = history;
    this.#keepsAll = model.countParams() <= mostUnasked;
  }

  /** The keys that were asked for, with the epochs and weights that are kept. */
  get asked(): readonly { key: string; epoch: number; weights: readonly PlainArray[] }[] {
    return [...this.#asked].flatMap((key) => {
      const { epoch, weights } = this.#best.get(key) ?? {};
      return weights === undefined ? [] : [{ key, epoch: epoch!, weights }];
    });
  }

  /** Keeps the weights of the best epoch by `key` from now on. @throws RangeError if unknown. */
  ask(key: string): void {
    if (!this.#history[key]) throw unknownKey(key, this.#history);
    this.#asked.add(key);
  }

  /** Takes up what a run had kept when it was saved: the history is that of then. */
  load(saved: readonly { key: string; epoch: number; weights: readonly PlainArray[] }[]): void {
    for (const [key, values] of Object.entries(this.#history)) {
      if (values.length > 0) this.#best.set(key, { ...bestOf(key, values), weights: undefined });
    }
    for (const { key, epoch, weights } of saved) {
      this.#asked.add(key);
      this.#best.set(key, { epoch, value: this.#history[key]![epoch]!, weights });
    }
  }

  /** To be called when the history has the values of an epoch. */
  endEpoch(epoch: number): void {
    let copy: readonly PlainArray[] | undefined;
    for (const [key, values] of Object.entries(this.#history)) {
      const asked = this.#asked.has(key);
      if (values.length <= epoch) {
        if (asked) throw unknownKey(key, this.#history);
        continue;
      }
      const value = values[epoch]!;
      const best = this.#best.get(key);
      if (best && !isBetter(key, { value, best: best.value })) continue;
      if (asked || this.#keepsAll) copy ??= copied(weightsOf(this.#model));
      const weights = asked || this.#keepsAll ? copy : undefined;
      this.#best.set(key, { epoch, value, weights });
    }
  }

  /** Refuses a key whose best weights are not there to be given back. */
  check(key: string): void {
    const values = this.#history[key];
    const best = this.#best.get(key);
    if (!values || (!best && Object.values(this.#history).some(({ length }) => length > 0))) {
      throw new RangeError(
        `Cannot stop with the best weights by ${key}: the run does not measure it at every epoch; ` +
          `choose one that it does, of ${Object.keys(this.#history).join(", ")}`,
      );
    }
    if (!best) {
      throw new RangeError(
        `Cannot stop with the best weights by ${key}: no epoch has ended; stop without, or wait for one`,
      );
    }
    if (!best.weights) {
      throw new RangeError(
        `Cannot stop with the best weights by ${key}: those of epoch ${best.epoch + 1} were not ` +
          `kept; fit with on: [earlyStopping({ key: "${key}" })], which keeps them from the start`,
      );
    }
  }

  /** The epoch (from 0) whose weights are kept for `key`. */
  epochOf(key: string): number | undefined {
    const best = this.#best.get(key);
    return best?.weights && best.epoch;
  }

  /** Gives the model the weights that are kept for `key`, if there are any. */
  restore(key: string): void {
    const { weights } = this.#best.get(key) ?? {};
    if (weights) putBack(weightsOf(this.#model), weights);
  }
}

function unknownKey(key: string, history: History): RangeError {
  const known = Object.keys(history).join(", ");
  return new RangeError(
    `Cannot keep the best weights by ${key}: the run does not measure it at every epoch; choose ` +
      `one that it does, of ${known}`,
  );
}
