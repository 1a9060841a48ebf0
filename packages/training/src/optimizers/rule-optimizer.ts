import { tf } from "@rosenblatt/engine";
import { clipped } from "./clipped.js";
import type { GradientOptions } from "./optimizer.js";
import type { Rule } from "./rule.js";

/** What an optimizer of a rule is made of. */
export interface RuleSettings extends GradientOptions {
  readonly name: string;
  readonly learningRate: number;
  /** Weight decay shrinks weights by `learningRate` times it, past the rule. */
  readonly decoupled?: boolean;
}

/** By the names of the weights, as TensorFlow.js's optimizers take them. */
type Gradients = Parameters<tf.Optimizer["applyGradients"]>[0];

/**
 * An optimizer of TensorFlow.js that follows a rule. Its learning rate is a variable, so that a new
 * one holds from the next step on, in a traced step too.
 *
 * @example
 * const optimizer = adam(1e-3).create() as RuleOptimizer;
 * optimizer.learningRate = 1e-4; // from the next step on
 */
export class RuleOptimizer extends tf.Optimizer {
  readonly #rule: Rule;
  readonly #settings: RuleSettings;
  readonly #rate: tf.Variable;
  readonly #counts: readonly tf.Variable[];
  readonly #state = new Map<string, readonly tf.Variable[]>();

  /** TensorFlow.js takes whatever has an optimizer's methods for an instance of any. */
  static override [Symbol.hasInstance](value: unknown): value is RuleOptimizer {
    return typeof value === "object" && value !== null && #rule in value;
  }

  constructor(rule: Rule, settings: RuleSettings) {
    super();
    this.#rule = rule;
    this.#settings = settings;
    this.#rate = variable(settings.learningRate);
    this.#counts = (rule.counts ?? []).map(() => variable(0));
  }

  get learningRate(): number {
    return this.#rate.dataSync()[0]!;
  }

  set learningRate(value: number) {
    if (!(value >= 0 && Number.isFinite(value))) {
      throw new RangeError(
        `Cannot set the learning rate to ${value}: it must be a number from 0 on, such as 0.001`,
      );
    }
    tf.tidy(() => this.#rate.assign(tf.scalar(value)));
  }

  override applyGradients(gradients: Gradients): void {
    tf.tidy(() => {
      const { weights, tensors } = present(gradients);
      const { weightDecay = 0, decoupled = false } = this.#settings;
      const rate = this.#rate as tf.Tensor as tf.Scalar;
      const common = this.#rule.begin(rate, this.#counted());
      const left = tf.scalar(1).sub(rate.mul(weightDecay));
      clipped(tensors, this.#settings).forEach((gradient, i) => {
        const weight = weights[i]!;
        const state = this.#stateOf(weight);
        const after = this.#rule.update({
          weight: decoupled ? weight.mul(left) : weight,
          gradient:
            weightDecay === 0 || decoupled ? gradient : gradient.add(weight.mul(weightDecay)),
          state,
          common,
        });
        state.forEach((kept, j) => void kept.assign(after.state[j]!));
        weight.assign(after.weight);
      });
    });
    this.incrementIterations();
  }

  /** All that the next step depends on, by name; what is kept for these weights is made if need be. */
  variables(weights: readonly tf.Variable[]): Readonly<Record<string, tf.Variable>> {
    const counts = this.#counts.map((count, i) => [`count.${i}`, count] as const);
    const kept = weights.flatMap((weight, i) =>
      tf
        .tidy(() => this.#stateOf(weight) as tf.Variable[])
        .map((state, j) => [`state.${i}.${j}`, state] as const),
    );
    return Object.fromEntries([["rate", this.#rate] as const, ...counts, ...kept]);
  }

  override dispose(): void {
    tf.dispose([this.#rate, ...this.#counts, ...[...this.#state.values()].flat()]);
    this.#state.clear();
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { name, decoupled, ...settings } = this.#settings;
    return { ...settings } as tf.serialization.ConfigDict;
  }

  #counted(): tf.Scalar[] {
    return this.#counts.map((count, i) => {
      count.assign(count.mul(this.#rule.counts![i]!).add(1));
      return count as tf.Tensor as tf.Scalar;
    });
  }

  #stateOf(weight: tf.Variable): readonly tf.Variable[] {
    const known = this.#state.get(weight.name);
    if (known) return known;
    const made = this.#rule.state.map((start) => tf.variable(tf.fill(weight.shape, start), false));
    this.#state.set(weight.name, made);
    return made;
  }
}

function variable(value: number): tf.Variable {
  return tf.tidy(() => tf.variable(tf.scalar(value), false));
}

/** The weights that have a gradient, by the names under which TensorFlow.js knows them. */
function present(gradients: Gradients): {
  weights: tf.Variable[];
  tensors: tf.Tensor[];
} {
  const named = Array.isArray(gradients)
    ? gradients.map(({ name, tensor }) => [name, tensor] as const)
    : Object.entries(gradients);
  const given = named.filter(([, tensor]) => tensor);
  return {
    weights: given.map(([name]) => tf.engine().registeredVariables[name]!),
    tensors: given.map(([, tensor]) => tensor),
  };
}
