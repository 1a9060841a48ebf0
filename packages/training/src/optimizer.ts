import { tf } from "@rosenblatt/engine";

/** An optimizer as a value: its name and settings; every run makes its own state from it. */
export interface Optimizer {
  readonly name: string;
  readonly learningRate: number;
  /** Fresh state: no momentum, no moments. */
  create(): tf.Optimizer;
}

/** Plain gradient descent: W ← W − lr·∇W. */
export function sgd(learningRate = 0.01): Optimizer {
  checkRate("sgd", learningRate);
  return { name: "sgd", learningRate, create: () => tf.train.sgd(learningRate) };
}

/** Gradient descent with momentum: V ← m·V + ∇W, W ← W − lr·V. Source: Polyak (1964). */
export function momentum(learningRate = 0.01, mass = 0.9): Optimizer {
  checkRate("momentum", learningRate);
  if (!(mass >= 0 && mass < 1)) {
    throw new RangeError(
      `Cannot make momentum(): its mass must be at least 0 and below 1, got ${mass}; 0.9 is usual`,
    );
  }
  return { name: "momentum", learningRate, create: () => tf.train.momentum(learningRate, mass) };
}

/** Adam, with β₁ = 0.9, β₂ = 0.999, ε = 1e-7. Source: Kingma and Ba (2015), algorithm 1. */
export function adam(learningRate = 1e-3): Optimizer {
  checkRate("adam", learningRate);
  return { name: "adam", learningRate, create: () => tf.train.adam(learningRate) };
}

function checkRate(name: string, rate: number): void {
  if (!(rate > 0 && Number.isFinite(rate))) {
    throw new RangeError(
      `Cannot make ${name}(): the learning rate must be a positive number, got ${rate}; try 0.001`,
    );
  }
}
