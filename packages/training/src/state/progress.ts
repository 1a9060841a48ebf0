import {
  encodeSafetensors,
  type PlainArray,
  type RandomState,
  randomState,
  setRandomState,
  type tf,
} from "@rosenblatt/engine";
import { bestOf } from "../best.js";
import type { Metric } from "../metrics/metric.js";
import { Tally } from "../metrics/tally.js";
import { RuleOptimizer } from "../optimizers/rule-optimizer.js";
import { copied, putBack, weightsOf } from "./copied-weights.js";
import { checkArrays, groupOf } from "./groups.js";
import { readRun } from "./read-run.js";

/** What a run that goes on must have in common with the one before. */
export type Facts = Readonly<Record<string, string | number>>;

interface Parts {
  readonly model: tf.LayersModel;
  readonly optimizer: tf.Optimizer;
  readonly metrics: Readonly<Record<string, Metric>>;
  /** One number an epoch for each key, which grows with the run. */
  readonly history: Readonly<Record<string, number[]>>;
  readonly facts: Facts;
}

/** What is told of a saved run beside its numbers. */
interface Told {
  readonly epoch: number;
  readonly step: number;
  readonly count: number;
  /** Where the random numbers stood when the epoch's examples were shuffled, and stand now. */
  readonly pass: RandomState;
  readonly random: RandomState;
  readonly best: Readonly<Record<string, number>>;
  readonly facts: Facts;
}

/** Where a run stands: all that its next step depends on, to be saved and loaded. */
export class Progress {
  readonly #parts: Parts;
  readonly #weights: readonly tf.Variable[];
  readonly #best = new Map<string, readonly PlainArray[]>();
  readonly #bestEpochs = new Map<string, number>();
  #pass = randomState();
  /** Where random numbers go on after the examples were shuffled as before. */
  #later: RandomState | undefined;
  /** Epochs that have ended. */
  epoch = 0;
  /** Steps done in the epoch. */
  step = 0;
  tally: Tally<string>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#weights = weightsOf(parts.model);
    this.tally = new Tally(parts.metrics);
  }

  /** To be called before the examples of an epoch are shuffled. */
  beforePass(): void {
    if (this.step === 0) this.#pass = randomState();
    else if (this.#pass) setRandomState(this.#pass);
  }

  /** To be called when they have been. */
  afterShuffle(): void {
    if (this.step > 0 && this.#later) setRandomState(this.#later);
    this.#later = undefined;
  }

  /** Takes in what an epoch measured. */
  endEpoch(logs: Readonly<Record<string, number>>): void {
    for (const [key, value] of Object.entries(logs)) this.#parts.history[key]!.push(value);
    for (const key of this.#best.keys()) {
      const values = this.#parts.history[key]!;
      if (values.length <= this.epoch) throw unknownKey(key, this.#parts.history);
      if (bestOf(key, values).epoch !== this.epoch) continue;
      this.#best.set(key, copied(this.#weights));
      this.#bestEpochs.set(key, this.epoch);
    }
    this.epoch += 1;
    this.step = 0;
    this.tally = new Tally(this.#parts.metrics);
  }

  /** Keeps the weights of the best epoch by `key` from now on. */
  keepBest(key: string): void {
    if (this.#best.has(key)) return;
    if (!this.#parts.history[key]) throw unknownKey(key, this.#parts.history);
    this.#best.set(key, []);
  }

  /** Gives the model the weights of the best epoch by `key`, if one has ended. */
  restoreBest(key: string): void {
    const kept = this.#best.get(key);
    if (kept && kept.length > 0) putBack(this.#weights, kept);
  }

  /** All of this as the bytes of a safetensors file. */
  save(): Uint8Array {
    const { history, facts, metrics } = this.#parts;
    const random = randomState();
    if (!random || !this.#pass) {
      throw new Error("Cannot save the run: Math.random was replaced; call seed() instead");
    }
    const arrays: Record<string, PlainArray> = {};
    const put = (part: string, names: readonly string[], values: readonly PlainArray[]) => {
      values.forEach((array, i) => {
        arrays[`${part}/${i}/${names[i]}`] = array;
      });
    };
    const names = this.#parts.model.weights.map(({ name }) => name);
    put("weights", names, copied(this.#weights));
    const state = Object.entries(this.#optimizerState());
    put(
      "optimizer",
      state.map(([name]) => name),
      copied(state.map(([, variable]) => variable)),
    );
    for (const [key, weights] of this.#best) put(`best/${key}`, names, weights);
    for (const [key, values] of Object.entries(history)) arrays[`history/${key}`] = doubles(values);
    this.tally.sums.forEach((sums, i) => {
      arrays[`sums/${Object.keys(metrics)[i]}`] = doubles(sums);
    });
    const { epoch, step } = this;
    const best = Object.fromEntries(this.#bestEpochs);
    const told: Told = {
      epoch,
      step,
      count: this.tally.count,
      pass: this.#pass,
      random,
      best,
      facts,
    };
    return encodeSafetensors({ arrays, metadata: { "rosenblatt.run": JSON.stringify(told) } });
  }

  /** Goes on from where a run was saved. @throws RangeError when this is another run. */
  load(bytes: Uint8Array): void {
    const { arrays, metadata } = readRun(bytes);
    const text = metadata["rosenblatt.run"];
    if (text === undefined) throw new RangeError("it holds no run");
    const told = JSON.parse(text) as Told;
    const { metrics, history, facts } = this.#parts;
    checkFacts(told.facts, facts);
    const group = (part: string) => groupOf(arrays, part);
    const variables = Object.values(this.#optimizerState());
    checkArrays("weights", { saved: group("weights"), variables: this.#weights });
    checkArrays("the optimizer", { saved: group("optimizer"), variables });
    putBack(this.#weights, group("weights"));
    putBack(variables, group("optimizer"));
    for (const [key, epoch] of Object.entries(told.best)) {
      this.#best.set(key, group(`best/${key}`));
      this.#bestEpochs.set(key, epoch);
    }
    for (const [key, values] of Object.entries(history)) {
      values.splice(0, values.length, ...(arrays[`history/${key}`]?.values ?? []));
    }
    const sums = Object.keys(metrics).map((key) => [...(arrays[`sums/${key}`]?.values ?? [])]);
    this.tally = new Tally(metrics, { sums, count: told.count });
    [this.epoch, this.step, this.#pass, this.#later] = [
      told.epoch,
      told.step,
      told.pass,
      told.random,
    ];
    setRandomState(told.random);
  }

  #optimizerState(): Readonly<Record<string, tf.Variable>> {
    const { optimizer, model } = this.#parts;
    if (optimizer instanceof RuleOptimizer) {
      return optimizer.variables(model.trainableWeights.map((w) => w.read() as tf.Variable));
    }
    throw new TypeError(
      "Cannot save the state of this optimizer: it must be one such as adam(1e-3)",
    );
  }
}

function doubles(values: readonly number[]): PlainArray {
  return { values: Float64Array.from(values), shape: [values.length] };
}

function unknownKey(key: string, history: Readonly<Record<string, readonly number[]>>): RangeError {
  const known = Object.keys(history).join(", ");
  return new RangeError(
    `Cannot keep the best weights by ${key}: the run does not measure it at every epoch; choose ` +
      `one that it does, of ${known}`,
  );
}

function checkFacts(saved: Facts, facts: Facts): void {
  const other = Object.keys(facts).find((key) => saved[key] !== facts[key]);
  if (other !== undefined) {
    throw new RangeError(`it has ${saved[other]} for ${other}, and this run ${facts[other]}`);
  }
}
