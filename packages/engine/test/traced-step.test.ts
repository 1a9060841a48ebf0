import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, tf } from "../src/index.js";

beforeAll(() => ready());

/** A small network with what most networks have. */
function network(): tf.LayersModel {
  return tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, activation: "relu" }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 3 }),
    ],
  });
}

function stepOf(model: tf.LayersModel) {
  const optimizer = tf.train.adam(0.01);
  return (x: tf.Tensor, y: tf.Tensor) => {
    const loss = () => tf.losses.softmaxCrossEntropy(y, model.apply(x) as tf.Tensor) as tf.Scalar;
    return optimizer.minimize(loss, true)!;
  };
}

const x = () => tf.randomUniform([5, 8, 8, 1]);
const y = () => tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1], "int32"), 3).toFloat();

describe("a traced step", () => {
  test("tells its kernels, their shapes, and how long each takes", async () => {
    const step = jit(stepOf(network()));
    const { calls, results, variables } = await step.inspect(x(), y());
    const convolution = calls.find(({ kernel }) => kernel === "Conv2D" || kernel === "FusedConv2D");
    expect(convolution).toMatchObject({
      inputs: [
        [5, 8, 8, 1],
        [3, 3, 1, 4],
      ],
      outputs: [[5, 6, 6, 4]],
    });
    expect(calls.reduce((sum, { milliseconds }) => sum + milliseconds, 0)).toBeGreaterThan(0);
    expect(results[0]).toBeGreaterThan(0);
    // Four weights, two moments of each, and two powers of Adam.
    expect(variables).toHaveLength(14);
  });

  test("is not run by being looked at", async () => {
    const model = network();
    const before = model.getWeights().map((weight) => Array.from(weight.dataSync()));
    await jit(stepOf(model)).inspect(x(), y());
    expect(model.getWeights().map((weight) => Array.from(weight.dataSync()))).toEqual(before);
  });

  test("waits for the run before it, when both change a variable", async () => {
    const count = tf.variable(tf.scalar(0));
    const add = jit((amount: tf.Tensor) => {
      count.assign(count.add(amount));
    });
    await Promise.all([1, 10, 100].map((amount) => add(tf.scalar(amount))));
    expect(count.dataSync()[0]).toBe(111);
  });
});
