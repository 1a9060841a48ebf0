import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { dense, lenet, net } from "@rosenblatt/models";
import type { Gear } from "../src/gear.js";
import {
  adagrad,
  adam,
  adamW,
  momentum,
  type Optimizer,
  type RuleOptimizer,
  rmsprop,
  sgd,
} from "../src/index.js";
import { crossEntropy } from "../src/loss.js";
import { accuracy } from "../src/metrics/accuracy.js";
import { trainStep } from "../src/train-step.js";
import reference from "./fixtures/lenet-steps.json";

/** The values that fixtures/make_lenet_steps.py starts from. */
function numbers(shape: number[], at: number): Float32Array {
  const count = shape.reduce((product, size) => product * size, 1);
  return Float32Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898 + at * 78.233));
}

function waveLenet(): tf.LayersModel {
  const model = lenet();
  const weights = model.getWeights().map(({ shape }, at) => {
    const fanIn = shape.slice(0, -1).reduce((product, size) => product * size, 1);
    return shape.length === 1
      ? tf.zeros(shape)
      : tf.tensor(numbers(shape, at), shape).div(Math.sqrt(fanIn));
  });
  model.setWeights(weights);
  return model;
}

const batch = {
  x: numbers([8, 28, 28, 1], 100),
  y: Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7),
  shape: [8, 28, 28, 1],
  count: 8,
};

async function fiveSteps(optimizer: Optimizer, gear: Gear) {
  const model = waveLenet();
  const step = trainStep(model, {
    optimizer: optimizer.create(),
    metrics: [crossEntropy, accuracy],
    gear,
  });
  const steps = [];
  for (let i = 0; i < 5; i += 1) steps.push(await step.run(batch));
  const sums = model.getWeights().map((weight) => weight.abs().sum().dataSync()[0]!);
  return { steps, sums };
}

beforeAll(ready);

/** Its forward pass updates weights: the moving averages. */
function normalized(): tf.LayersModel {
  const first = tf.layers.batchNormalization({ inputShape: [4] });
  return tf.sequential({ layers: [first, tf.layers.dense({ units: 3 })] });
}

describe.each(["traced", "eager"] as const)("five steps of LeNet in the %s gear", (gear) => {
  test.each([
    ["adam", adam(1e-3)],
    ["adam with decay", adam(1e-3, { weightDecay: 0.1 })],
    ["adamW", adamW(1e-3, { weightDecay: 0.1 })],
    ["sgd", sgd(0.05)],
    ["sgd with decay", sgd(0.05, { weightDecay: 0.01 })],
    ["sgd, clipped by norm", sgd(0.05, { clipNorm: 0.05 })],
    ["sgd, clipped by value", sgd(0.05, { clipValue: 0.01 })],
    ["momentum", momentum(0.01, 0.9)],
    ["nesterov", momentum(0.01, 0.9, { nesterov: true })],
    ["rmsprop", rmsprop(1e-3)],
    ["rmsprop with momentum", rmsprop(1e-3, { decay: 0.99, momentum: 0.9 })],
    ["adagrad", adagrad(0.01)],
  ] as const)(
    "agree with PyTorch in loss, accuracy and updated weights: %s",
    async (name, optimizer) => {
      const { steps, sums } = await fiveSteps(optimizer, gear);
      reference[name].steps.forEach(({ loss, accuracy: share }, i) => {
        expect(steps[i]![0]![0]).toBeCloseTo(loss, 4);
        expect(steps[i]![1]![0]).toBeCloseTo(share, 5);
      });
      reference[name].absoluteSums.forEach((sum, i) => {
        expect(Math.abs(sums[i]! - sum)).toBeLessThan(1e-4 * Math.max(1, sum));
      });
    },
  );

  test("follow a learning rate that changes, without another graph", async () => {
    const model = net([4], dense(3));
    const optimizer = adam().create() as RuleOptimizer;
    const record = jest.spyOn(model, "apply");
    const step = trainStep(model, {
      optimizer,
      metrics: [crossEntropy] as [typeof crossEntropy],
      gear,
    });
    const x = numbers([2, 4], 1);
    const flowers = { x, y: Int32Array.of(0, 1), shape: [2, 4], count: 2 };
    const weights = () => model.getWeights().map((weight) => [...weight.dataSync()]);
    await step.run(flowers);
    const [applied, before] = [record.mock.calls.length, weights()];
    optimizer.learningRate = 0;
    await step.run(flowers);
    expect(weights()).toEqual(before);
    optimizer.learningRate = 0.1;
    await step.run(flowers);
    const changes = weights()
      .flat()
      .map((value, i) => Math.abs(value - before.flat()[i]!));
    expect(Math.max(...changes)).toBeGreaterThan(0.05);
    expect(optimizer.learningRate).toBeCloseTo(0.1, 6);
    expect(record.mock.calls.length - applied).toBe(gear === "traced" ? 0 : 2);
  });

  test("keep no tensor", async () => {
    const metrics = [crossEntropy, accuracy] as const;
    const step = trainStep(waveLenet(), {
      optimizer: adam().create(),
      metrics: [...metrics],
      gear,
    });
    await step.run(batch);
    const before = tf.memory().numTensors;
    await step.run(batch);
    expect(tf.memory().numTensors).toBe(before);
  });

  test("change no weight when the loss is not finite, and can go on after it", async () => {
    const model = normalized();
    const options = {
      optimizer: adam().create(),
      metrics: [crossEntropy] as [typeof crossEntropy],
      gear,
    };
    const step = trainStep(model, options);
    const made = (value: number) => ({
      x: new Float32Array(8).fill(value),
      y: Int32Array.of(0, 1),
      shape: [2, 4],
      count: 2,
    });
    const weights = () => model.getWeights().map((weight) => weight.dataSync().slice());
    await step.run(made(1));
    const before = weights();
    expect((await step.run(made(Number.NaN)))[0]![0]).toBeNaN();
    expect(weights()).toEqual(before);
    await step.run(made(1));
    expect(weights()).not.toEqual(before);
    const after = weights().flatMap((values) => [...values]);
    expect(after.every(Number.isFinite)).toBe(true);
  });
});
