import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, seed, tf } from "@rosenblatt/engine";
import {
  autoencoder,
  lenet,
  logisticRegression,
  mlp,
  type Net,
  pca,
  reshape,
  summary,
} from "@rosenblatt/models";
import { bundleOf } from "@rosenblatt/plots";
import known from "./fixtures/classic.json";

beforeAll(() => ready());

describe("lenet()", () => {
  test("has the parameters and mult-adds of the paper's shapes, padded or not", () => {
    const small: Net<readonly [28, 28, 1], readonly [10]> = lenet({ shape: [28, 28, 1] });
    const large = lenet({ shape: [32, 32, 1] });
    for (const model of [small, large, lenet()]) {
      expect(summary(model)).toMatchObject({ parameters: 61_706, multAdds: 416_520 });
    }
  });

  test("takes other pictures, classes and widths", () => {
    const model: Net<readonly [32, 32, 3], readonly [7]> = lenet({
      shape: [32, 32, 3],
      classes: 7,
      width: 0.5,
    });
    const kernels = model.getWeights().filter(({ rank }) => rank > 1);
    expect(kernels.map(({ shape }) => shape)).toEqual([
      [5, 5, 3, 3],
      [5, 5, 3, 8],
      [200, 60],
      [60, 42],
      [42, 7],
    ]);
  });

  test("refuses a width that is not above 0, and pictures that are too small", () => {
    expect(() => lenet({ width: 0 })).toThrow(
      "Cannot make lenet() with width = 0: it must be above 0; 1 is the published network",
    );
    expect(() => lenet({ shape: [8, 8, 1] })).toThrow("Cannot add conv(16) after pool(2)");
  });
});

describe("mlp() and logisticRegression()", () => {
  test("have the layers that they are told, and logits at the end", () => {
    const model: Net<readonly [28, 28, 1], readonly [10]> = mlp({
      shape: [28, 28, 1],
      hidden: [128, 64],
      classes: 10,
      dropout: 0.2,
    });
    expect(model.countParams()).toBe(109_386);
    expect(model.layers.map(({ name }) => name)).toEqual([
      "input",
      "flatten1",
      "dense1",
      "dropout1",
      "dense2",
      "dropout2",
      "dense3",
    ]);
    expect(logisticRegression({ shape: [4], classes: 3 }).countParams()).toBe(15);
  });
});

describe("reshape()", () => {
  test("refuses a shape of another number of values", () => {
    expect(() => reshape([2, 3]).output([7], "dense(7)")).toThrow(
      "Cannot add reshape([2, 3]) after dense(7): it needs 6 values, got [7]",
    );
  });
});

describe("autoencoder()", () => {
  test("has parts that share its weights", () => {
    const model = autoencoder({ shape: [4, 4, 1], code: 3, hidden: [8] });
    const encoder: Net<readonly [4, 4, 1], readonly [3]> = model.encoder;
    expect(encoder.outputs[0]!.shape).toEqual([null, 3]);
    expect(model.decoder.outputs[0]!.shape).toEqual([null, 4, 4, 1]);
    expect(summary(model).parameters).toBe(
      summary(encoder).parameters + summary(model.decoder).parameters,
    );
    tf.tidy(() => {
      const x = tf.randomUniform([2, 4, 4, 1]);
      const whole = model.predict(x) as tf.Tensor;
      const parts = model.decoder.predict(encoder.predict(x)) as tf.Tensor;
      expect([...parts.dataSync()]).toEqual([...whole.dataSync()]);
    });
    expect(String(bundleOf(model.decoder)["text/plain"])).toContain("reshape1");
  });

  test("without hidden layers learns to keep as much as the principal components", async () => {
    seed(1);
    const { transform, restore } = pca(known.points, { components: 2 });
    const rows = known.points.map((row) => [...row]);
    const best = tf.tidy(() =>
      tf.losses
        .meanSquaredError(tf.tensor2d(rows), tf.tensor2d(restore(transform(rows))))
        .dataSync(),
    )[0]!;
    const model = autoencoder({ shape: [4], code: 2, hidden: [], lastAct: "linear" });
    const optimizer = tf.train.adam(0.03);
    const step = jit((x: tf.Tensor) =>
      optimizer.minimize(
        () => tf.losses.meanSquaredError(x, model.apply(x) as tf.Tensor) as tf.Scalar,
        true,
      ),
    );
    const x = tf.tensor2d(rows);
    let loss = Number.POSITIVE_INFINITY;
    for (let i = 0; i < 1200; i++) {
      const result = (await step(x)) as tf.Scalar;
      loss = result.dataSync()[0]!;
      result.dispose();
    }
    expect(loss).toBeGreaterThan(best * 0.999);
    expect(loss).toBeLessThan(best * 1.05);
  });
});
