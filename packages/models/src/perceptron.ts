/** One example that a perceptron was shown, and what it knew afterwards. */
export interface PerceptronStep {
  /** From 0. */
  readonly epoch: number;
  /** Of the example. */
  readonly index: number;
  /** Whether it had decided wrongly, hence changed. */
  readonly mistake: boolean;
  /** Copies, which later steps leave alone. */
  readonly weights: readonly number[];
  readonly bias: number;
}

/** The line on which a perceptron of two inputs decides: `y = slope * x + intercept`. */
export interface DecisionLine {
  readonly slope: number;
  readonly intercept: number;
}

export interface PerceptronOptions {
  /** How many numbers an example has. */
  readonly inputs: number;
  /** By how much of a wrongly decided example the weights change. */
  readonly learningRate?: number;
}

/** Examples `points[i]` with their classes `labels[i]`, 0 or 1. */
type Points = readonly (readonly number[])[];

/**
 * Rosenblatt's perceptron: decides 1 where `weights · x + bias > 0`, else 0, and learns from its
 * mistakes alone. It starts from zeros, so its learning is repeatable.
 *
 * Rosenblatt, The Perceptron, Psychological Review 65 (1958); rule as in Novikoff (1962).
 *
 * @example
 * const neuron = perceptron({ inputs: 2 });
 * neuron.learn([1, 1], 1);
 * neuron.weights; // [1, 1]
 * @throws RangeError when `inputs` is not a whole number above 0 or the rate is not above 0.
 */
export function perceptron({ inputs, learningRate = 1 }: PerceptronOptions): Perceptron {
  return new Perceptron({ inputs, learningRate });
}

/**
 * A neuron with a threshold; make one with `perceptron()`.
 *
 * @example
 * const neuron: Perceptron = perceptron({ inputs: 2 });
 * neuron.learn([1, 1], 1); // true: it was mistaken
 * neuron.predict([1, 1]); // 1
 */
export class Perceptron {
  readonly #weights: number[];
  readonly #rate: number;
  #bias = 0;

  constructor({ inputs, learningRate }: Required<PerceptronOptions>) {
    if (!(Number.isInteger(inputs) && inputs > 0)) {
      throw new RangeError(
        `Cannot make a perceptron of ${inputs} inputs: it needs a whole number above 0`,
      );
    }
    if (!(learningRate > 0 && learningRate < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `Cannot make a perceptron with learningRate = ${learningRate}: it must be above 0, such as 1`,
      );
    }
    this.#weights = new Array<number>(inputs).fill(0);
    this.#rate = learningRate;
  }

  /** A copy. */
  get weights(): readonly number[] {
    return [...this.#weights];
  }

  get bias(): number {
    return this.#bias;
  }

  /** Where a perceptron of two inputs decides; none while its weights allow no such line. */
  get line(): DecisionLine | undefined {
    const [a, b] = this.#weights;
    if (this.#weights.length !== 2 || !b) return undefined;
    return { slope: -a! / b, intercept: -this.#bias / b };
  }

  /** The class of an example: 0 or 1. */
  predict(x: readonly number[]): 0 | 1 {
    this.#check(x);
    const sum = this.#weights.reduce((total, weight, i) => total + weight * x[i]!, this.#bias);
    return sum > 0 ? 1 : 0;
  }

  /**
   * Shows it one example with its class, 0 or 1; returns whether it was mistaken. If so it has
   * changed: by the example, towards class 1 or away from it.
   */
  learn(x: readonly number[], label: number): boolean {
    if (label !== 0 && label !== 1) {
      throw new RangeError(`Cannot learn the label ${label}: a perceptron tells 0 from 1`);
    }
    const change = this.#rate * (label - this.predict(x));
    if (change === 0) return false;
    this.#bias += change;
    for (let i = 0; i < x.length; i++) this.#weights[i]! += change * x[i]!;
    return true;
  }

  /**
   * Learns example by example and hands out every step. Ends after an epoch without a mistake
   * and returns true, or after `epochs` and returns false.
   */
  *steps(
    points: Points,
    labels: ArrayLike<number>,
    { epochs = 100 }: { epochs?: number } = {},
  ): Generator<PerceptronStep, boolean, void> {
    if (points.length !== labels.length) {
      throw new RangeError(
        `Cannot learn from ${points.length} points with ${labels.length} labels: ` +
          "each point needs one",
      );
    }
    for (let epoch = 0; epoch < epochs; epoch++) {
      let mistakes = 0;
      for (const [index, point] of points.entries()) {
        const mistake = this.learn(point, labels[index]!);
        if (mistake) mistakes++;
        yield { epoch, index, mistake, weights: this.weights, bias: this.#bias };
      }
      if (mistakes === 0) return true;
    }
    return false;
  }

  /** Learns like `steps`, without a halt; returns whether it ended without a mistake. */
  fit(points: Points, labels: ArrayLike<number>, options: { epochs?: number } = {}): boolean {
    const steps = this.steps(points, labels, options);
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  }

  #check(x: readonly number[]): void {
    if (x.length !== this.#weights.length) {
      throw new RangeError(
        `Cannot decide on ${x.length} numbers: this perceptron has ${this.#weights.length} inputs`,
      );
    }
  }
}
