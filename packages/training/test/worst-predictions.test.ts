import { beforeAll, describe, expect, test } from "@jest/globals";
import { Split } from "@rosenblatt/datasets";
import { ready, tf } from "@rosenblatt/engine";
import { dense, flatten, net } from "@rosenblatt/models";
import { predictions, worstPredictions } from "@rosenblatt/training";

/** Two pixels, each the logit of its class. */
function mirror() {
  const model = net([1, 2, 1], flatten(), dense(2, { bias: false }));
  tf.tidy(() => model.setWeights([tf.eye(2)]));
  return model;
}

const split = new Split({
  shape: [1, 2, 1] as const,
  classes: ["left", "right"] as const,
  inputs: Float32Array.of(3, 0, 1, 0, 0, 2, 0, 5),
  labels: Int32Array.of(0, 1, 0, 1),
});

describe("of a model that says what it sees", () => {
  beforeAll(() => ready());

  test("worstPredictions() has the largest losses first, as the formula says", () => {
    const model = mirror();
    const before = tf.memory().numTensors;
    const worst = worstPredictions(model, split, { count: 3 }).predictions;
    expect(tf.memory().numTensors).toBe(before);
    expect(worst.map(({ index, actual, predicted }) => [index, actual, predicted])).toEqual([
      [2, 0, 1],
      [1, 1, 0],
      [0, 0, 0],
    ]);
    expect(worst[0]!.loss).toBeCloseTo(Math.log(1 + Math.exp(2)), 5);
    expect(worst[0]!.probability).toBeCloseTo(1 / (1 + Math.exp(-2)), 5);
    expect(Array.from(worst[1]!.image)).toEqual([1, 0]);
  });

  test("predictions() has the first examples in order", () => {
    const shown = predictions(mirror(), split, { count: 2 }).predictions;
    expect(shown.map(({ index }) => index)).toEqual([0, 1]);
  });

  test("predictions() refuses what is no picture", () => {
    const flat = new Split({ ...split, shape: [2] as const });
    expect(() => predictions(net([2], dense(2)), flat)).toThrow("pictures with classes, got");
  });
});
