import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { conv, dense, flatten, net, pool } from "@rosenblatt/models";
import { accuracy } from "../src/accuracy.js";
import { crossEntropy } from "../src/loss.js";
import { adam, momentum, type Optimizer, sgd } from "../src/optimizer.js";
import { trainStep } from "../src/train-step.js";
import reference from "./fixtures/lenet-steps.json";

/** The values that fixtures/make_lenet_steps.py starts from. */
function values(shape: number[], at: number): tf.Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  const numbers = Float32Array.from({ length: count }, (_, i) =>
    Math.sin(i * 12.9898 + at * 78.233),
  );
  return tf.tensor(numbers, shape);
}

function lenet(): tf.LayersModel {
  const model = net(
    [28, 28, 1],
    conv(6, 5, { pad: "same" }),
    pool(2),
    conv(16, 5),
    pool(2),
    flatten(),
    dense(120),
    dense(84),
    dense(10),
  );
  const weights = model.getWeights().map(({ shape }, at) => {
    const fanIn = shape.slice(0, -1).reduce((product, size) => product * size, 1);
    return shape.length === 1 ? tf.zeros(shape) : values(shape, at).div(Math.sqrt(fanIn));
  });
  model.setWeights(weights);
  return model;
}

function fiveSteps(optimizer: Optimizer) {
  const model = lenet();
  const step = trainStep(model, {
    optimizer: optimizer.create(),
    measures: [crossEntropy, accuracy],
  });
  const x = values([8, 28, 28, 1], 100);
  const y = tf.tensor1d([0, 1, 2, 3, 4, 5, 6, 7], "int32");
  const steps = Array.from({ length: 5 }, () => step(x, y));
  const sums = model.getWeights().map((weight) => weight.abs().sum().dataSync()[0]!);
  return { steps, sums };
}

beforeAll(ready);

describe.each([
  ["adam", adam(1e-3)],
  ["sgd", sgd(0.05)],
  ["momentum", momentum(0.01, 0.9)],
] as const)("five steps of LeNet with %s agree with PyTorch", (name, optimizer) => {
  test("in loss, accuracy and updated weights", () => {
    const { steps, sums } = fiveSteps(optimizer);
    reference[name].steps.forEach(({ loss, accuracy: share }, i) => {
      expect(steps[i]![0]).toBeCloseTo(loss, 4);
      expect(steps[i]![1]).toBeCloseTo(share, 5);
    });
    reference[name].absoluteSums.forEach((sum, i) => {
      expect(Math.abs(sums[i]! - sum)).toBeLessThan(1e-4 * Math.max(1, sum));
    });
  });
});

test("a training step keeps no tensor", () => {
  const model = lenet();
  const measures = [crossEntropy, accuracy] as const;
  const step = trainStep(model, { optimizer: adam().create(), measures });
  const x = values([8, 28, 28, 1], 100);
  const y = tf.tensor1d([0, 1, 2, 3, 4, 5, 6, 7], "int32");
  step(x, y);
  const before = tf.memory().numTensors;
  step(x, y);
  expect(tf.memory().numTensors).toBe(before);
});

test("a step whose loss is not finite changes no weight and says what to do", () => {
  const model = net([4], dense(3));
  const step = trainStep(model, { optimizer: sgd().create(), measures: [crossEntropy] });
  const before = model.getWeights().map((weight) => weight.dataSync().slice());
  const x = tf.fill([2, 4], Number.NaN);
  expect(() => step(x, tf.tensor1d([0, 1], "int32"))).toThrow(/loss is NaN; lower the learning/);
  model.getWeights().forEach((weight, i) => {
    expect(weight.dataSync()).toEqual(before[i]);
  });
});
