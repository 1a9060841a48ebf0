import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { between, training } from "./layer-models.js";
import { distance, progress, trained } from "./training.js";

beforeAll(async () => {
  await ready();
  await tf.setBackend("cpu");
});
afterAll(() => tf.setBackend("wasm"));

const activations = [
  "elu",
  "hardSigmoid",
  "linear",
  "relu",
  "relu6",
  "selu",
  "sigmoid",
  "softmax",
  "softplus",
  "softsign",
  "swish",
  "mish",
  "gelu",
  "gelu_new",
  "tanh",
] as const;

describe("an activation trains as a graph as it does eagerly, for 20 steps", () => {
  for (const activation of activations) {
    test(activation, async () => {
      const make = between(() => tf.layers.dense({ units: 5, activation }));
      const eager = await trained(() => training(make), { gear: "eager" });
      const traced = await trained(() => training(make), { gear: "traced" });
      expect(Math.abs(progress(eager))).toBeGreaterThan(0.001);
      expect(distance(traced, eager)).toBeLessThan(5e-4);
    });
  }
});
