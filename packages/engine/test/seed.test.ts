import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { random, randomState, ready, seed, setRandomState, tf } from "@rosenblatt/engine";

/** Trains a small network with every kind of randomness in it and returns its weights. */
async function train(value: number): Promise<number[]> {
  await ready();
  seed(value);
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [6, 6, 1], filters: 2, kernelSize: 3, activation: "relu" }),
      tf.layers.flatten(),
      tf.layers.dropout({ rate: 0.5 }),
      tf.layers.dense({ units: 2, kernelInitializer: "heNormal" }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(0.01), loss: "meanSquaredError" });
  const [x, y] = [tf.randomNormal([12, 6, 6, 1]), tf.randomUniform([12, 2])];
  await model.fit(x, y, { epochs: 3, batchSize: 4, shuffle: true, verbose: 0 });
  const weights = model.getWeights().flatMap((weight) => [...weight.dataSync()]);
  tf.dispose([x, y]);
  model.dispose();
  return weights;
}

describe("seed()", () => {
  test("makes training repeatable bit by bit, for 0 as for any other seed", async () => {
    for (const value of [0, 7]) {
      const first = await train(value);
      expect(first.every(Number.isFinite)).toBe(true);
      expect(await train(value)).toEqual(first);
    }
  });

  test("makes different seeds differ", async () => {
    expect(await train(1)).not.toEqual(await train(2));
  });

  test("gives random() and Math.random one generator", () => {
    seed(3);
    const both = [random(), Math.random()];
    seed(3);
    expect([Math.random(), random()]).toEqual(both);
    expect(both.every((value) => value >= 0 && value < 1)).toBe(true);
  });

  test("gives the same numbers in every process", () => {
    seed(7);
    const here = [random(), random(), random()];
    const script =
      "const seedrandom = require('seedrandom').alea('7');" +
      "console.log(JSON.stringify([1, 2, 3].map(() => seedrandom.double())))";
    const there = execFileSync(process.execPath, ["-e", script], { cwd: dirname(__filename) });
    expect(JSON.parse(String(there))).toEqual(here);
  });

  test("is taken up where it stood, and unknown once others draw the numbers", () => {
    seed(7);
    random();
    const state = randomState()!;
    const here = [random(), random()];
    setRandomState(JSON.parse(JSON.stringify(state)));
    expect([random(), random()]).toEqual(here);
    const own = Math.random;
    Math.random = () => 0.5;
    expect(randomState()).toBeUndefined();
    Math.random = own;
    expect(randomState()).toBeDefined();
  });

  test("refuses what is not a number", () => {
    expect(() => seed(Number.NaN)).toThrow(
      new RangeError("Cannot seed: it needs a finite number, got NaN; write seed(7)"),
    );
  });
});
