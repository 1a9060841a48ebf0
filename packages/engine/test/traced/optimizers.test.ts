import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { distance, progress, type Training, trained } from "./training.js";

beforeAll(async () => {
  await ready();
  await tf.setBackend("cpu");
});
afterAll(() => tf.setBackend("wasm"));

const optimizers: Readonly<Record<string, () => tf.Optimizer>> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.05, 0.8),
  "momentum, Nesterov's": () => tf.train.momentum(0.05, 0.8, true),
  adagrad: () => tf.train.adagrad(0.1),
  adadelta: () => tf.train.adadelta(0.5),
  adam: () => tf.train.adam(0.05),
  adamax: () => tf.train.adamax(0.05, 0.9, 0.999, 1e-8, 0.01),
  rmsprop: () => tf.train.rmsprop(0.02),
  "rmsprop with momentum": () => tf.train.rmsprop(0.02, 0.9, 0.5),
  "rmsprop, centered": () => tf.train.rmsprop(0.02, 0.9, 0.5, 1e-7, true),
};

/** A regression on two layers. */
function training(optimizer: tf.Optimizer): Training {
  const first = tf.variable(tf.randomNormal([4, 6], 0, 0.5));
  const bias = tf.variable(tf.zeros([6]));
  const second = tf.variable(tf.randomNormal([6, 2], 0, 0.5));
  const loss = (x: tf.Tensor, y: tf.Tensor) =>
    tf.losses.meanSquaredError(y, x.matMul(first).add(bias).tanh().matMul(second)) as tf.Scalar;
  return {
    variables: [first, bias, second],
    inputs: [tf.randomNormal([8, 4]), tf.randomNormal([8, 2])],
    step: (x, y) => optimizer.minimize(() => loss(x!, y!), true)!,
  };
}

describe("an optimizer leaves after 20 traced steps what it leaves after 20 eager ones", () => {
  for (const [name, make] of Object.entries(optimizers)) {
    test(name, async () => {
      const eager = await trained(() => training(make()), { gear: "eager" });
      const traced = await trained(() => training(make()), { gear: "traced" });
      expect(progress(eager)).toBeGreaterThan(0.001);
      expect(distance(traced, eager)).toBeLessThan(2e-4);
    });
  }

  test("clipped by the norm of all gradients", async () => {
    const clipped = (): Training => {
      const optimizer = tf.train.sgd(0.5);
      const { step: _, ...made } = training(optimizer);
      const [first, bias, second] = made.variables as tf.Variable[];
      const step = (x?: tf.Tensor, y?: tf.Tensor) => {
        const { value, grads } = tf.variableGrads(
          () =>
            tf.losses.meanSquaredError(
              y!,
              x!.matMul(first!).add(bias!).relu().matMul(second!),
            ) as tf.Scalar,
        );
        const squares = Object.values(grads).map((gradient) => gradient.square().sum());
        const scale = tf.scalar(0.1).div(tf.maximum(tf.addN(squares).sqrt(), 0.1));
        optimizer.applyGradients(
          Object.entries(grads).map(([name, gradient]) => ({ name, tensor: gradient.mul(scale) })),
        );
        return value;
      };
      return { ...made, step };
    };
    const eager = await trained(clipped, { gear: "eager" });
    const traced = await trained(clipped, { gear: "traced" });
    expect(progress(eager)).toBeGreaterThan(0.001);
    expect(distance(traced, eager)).toBeLessThan(2e-4);
  });
});
