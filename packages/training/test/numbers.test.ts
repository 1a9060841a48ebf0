import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { cars, diabetes, Split } from "@rosenblatt/datasets";
import { ready, seed, tf } from "@rosenblatt/engine";
import { dense, net } from "@rosenblatt/models";
import {
  adam,
  confusion,
  crossEntropy,
  evaluate,
  fit,
  meanSquaredError,
  predict,
} from "../src/index.js";

// Threads start slowly on a machine that is busy.
beforeAll(async () => {
  await ready();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});

describe("numbers to predict", () => {
  test.each(["traced", "eager"] as const)(
    "are learnt as well as by least squares: diabetes, %s",
    async (gear) => {
      seed(1);
      const data = (await diabetes({ test: 0 })).normalise();
      const model = net(data.shape, dense(1));
      const options = { epochs: 150, batchSize: 442, optimizer: adam(2), gear, show: false };
      const { loss } = await fit(model, data, options);
      // Source: scikit-learn's LinearRegression on all 442 rows, mean squared error 2859.69635.
      expect(loss.at(-1)! / 2859.696 - 1).toBeLessThan(0.01);
      const measured = await evaluate(model, data.train, { gear });
      expect(measured.loss / 2859.696 - 1).toBeLessThan(0.01);
      const { outputs, units } = predict(model, data.train);
      const mean = outputs.reduce((sum, output) => sum + output, 0) / outputs.length;
      expect(units).toBe(1);
      // A line of least squares goes through the means; scikit-learn's of the targets is 152.1335.
      expect(Math.abs(mean - 152.13)).toBeLessThan(2);
    },
  );

  test("are measured on the test part after each epoch, and keep no tensor", async () => {
    const data = (await cars()).normalise();
    const model = net(data.shape, dense(1));
    await fit(model, data, { epochs: 1, show: false });
    const before = tf.memory().numTensors;
    const { valLoss } = await fit(model, data, { epochs: 2, optimizer: adam(0.1), show: false });
    expect(valLoss).toHaveLength(2);
    expect(valLoss[1]!).toBeLessThan(valLoss[0]!);
    expect(tf.memory().numTensors).toBe(before);
  });

  test("need a model of one output, told at compile time and at run time", async () => {
    const data = await cars();
    const model = net(data.shape, dense(3));
    // @ts-expect-error -- three outputs
    expect(() => fit(model, data)).toThrow(
      "Cannot fit a model of 3 outputs on one number to predict; end the network with dense(1)",
    );
    expect(() => confusion(net(data.shape, dense(1)), data.train)).toThrow(
      "Cannot count confusions without classes",
    );
  });
});

describe("the usual loss", () => {
  test("is cross-entropy for classes and the mean squared error for numbers", async () => {
    const inputs = Float32Array.of(1, -2, 0.5, 3);
    const named = { shape: [2] as const, classes: ["a", "b"] as const, inputs };
    const classes = new Split({ ...named, labels: Int32Array.of(0, 1) });
    const labels = Float32Array.of(0.5, -1);
    const numbers = new Split({ ...named, classes: [] as const, labels });
    const [two, one] = [net([2], dense(2)), net([2], dense(1))];
    expect(await evaluate(two, classes)).toEqual(
      await evaluate(two, classes, { loss: crossEntropy }),
    );
    expect(await evaluate(one, numbers)).toEqual(
      await evaluate(one, numbers, { loss: meanSquaredError }),
    );
  });
});
