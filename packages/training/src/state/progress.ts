import {
  encodeSafetensors,
  type PlainArray,
  type RandomState,
  randomState,
  setRandomState,
  type tf,
} from "@rosenblatt/engine";
import type { Metric } from "../metrics/metric.js";
import { Tally } from "../metrics/tally.js";
import { RuleOptimizer } from "../optimizers/rule-optimizer.js";
import { BestWeights } from "./best-weights.js";
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
  /** Absent where it was not set. */
  readonly rate?: number | undefined;
  readonly best: Readonly<Record<string, number>>;
  readonly facts: Facts;
}

/** Where a run stands: all that its next step depends on, to be saved and loaded. */
export class Progress {
  readonly #parts: Parts;
  readonly #weights: readonly tf.Variable[];
  /** The weights of the best epochs so far. */
  readonly best: BestWeights;
  #pass = randomState();
  /** Where random numbers go on after the examples were shuffled as before. */
  #later: RandomState | undefined;
  /** Epochs that have ended. */
  epoch = 0;
  /** Steps done in the epoch. */
  step = 0;
  /** What the schedule multiplies, if it was set while the run went on. */
  rate: number | undefined;
  tally: Tally<string>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#weights = weightsOf(parts.model);
    this.best = new BestWeights(parts.model, parts.history);
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
    this.best.endEpoch(this.epoch);
    this.epoch += 1;
    this.step = 0;
    this.tally = new Tally(this.#parts.metrics);
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
    const { asked } = this.best;
    for (const { key, weights } of asked) put(`best/${key}`, names, weights);
    for (const [key, values] of Object.entries(history)) arrays[`history/${key}`] = doubles(values);
    this.tally.sums.forEach((sums, i) => {
      arrays[`sums/${Object.keys(metrics)[i]}`] = doubles(sums);
    });
    const { epoch, step, rate } = this;
    const best = Object.fromEntries(asked.map((kept) => [kept.key, kept.epoch]));
    const told: Told = {
      epoch,
      step,
      count: this.tally.count,
      pass: this.#pass,
      random,
      rate,
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
    for (const [key, values] of Object.entries(history)) {
      values.splice(0, values.length, ...(arrays[`history/${key}`]?.values ?? []));
    }
    const best = Object.entries(told.best);
    this.best.load(best.map(([key, epoch]) => ({ key, epoch, weights: group(`best/${key}`) })));
    const sums = Object.keys(metrics).map((key) => [...(arrays[`sums/${key}`]?.values ?? [])]);
    this.tally = new Tally(metrics, { sums, count: told.count });
    this.epoch = told.epoch;
    this.step = told.step;
    this.rate = told.rate;
    this.#pass = told.pass;
    this.#later = told.random;
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

function checkFacts(saved: Facts, facts: Facts): void {
  const other = Object.keys(facts).find((key) => saved[key] !== facts[key]);
  if (other !== undefined) {
    throw new RangeError(`it has ${saved[other]} for ${other}, and this run ${facts[other]}`);
  }
}
