import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { digits8, iris } from "@rosenblatt/datasets";
import { ready, seed, tf } from "@rosenblatt/engine";
import { autoencoder, pca } from "@rosenblatt/models";
import { adam, evaluate, fit, predict, reconstruction } from "../src/index.js";

beforeAll(async () => {
  await ready();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});

describe("reconstruction()", () => {
  test("is the mean squared difference of outputs and inputs, whatever the labels", () => {
    const [outputs, inputs] = [tf.tensor2d([[1, 2]]), tf.tensor2d([[1, 5]])];
    const labels = tf.tensor1d([0], "int32");
    expect(reconstruction(outputs, labels, inputs).dataSync()[0]).toBe(4.5);
    expect(() => reconstruction(outputs, labels, inputs.reshape([2, 1]))).toThrow(
      "Cannot compare outputs of shape [1,2] with inputs of [2,1]: to give back what it is " +
        "shown, a network must end in the shape of an example",
    );
  });

  test.each(["traced", "eager"] as const)("fits an autoencoder in the %s gear", async (gear) => {
    seed(3);
    const data = (await iris()).normalise();
    const model = autoencoder({ shape: data.shape, code: 2, hidden: [], lastAct: "linear" });
    const history = await fit(model, data, {
      ...{ loss: reconstruction, epochs: 60, batchSize: 40, seed: 3, show: false, gear },
      optimizer: adam(0.03),
    });
    const { shares } = pca(data.train, { components: 2 });
    const lost = 1 - shares[0]! - shares[1]!; // of features whose variance is 1
    expect(history.loss.at(-1)).toBeGreaterThan(lost * 0.95);
    expect(history.loss.at(-1)).toBeLessThan(lost * 1.3);

    const { loss } = await evaluate(model, data.test, { loss: reconstruction, gear });
    expect(loss).toBeCloseTo(history.valLoss.at(-1)!, 5);
    expect(predict(model.encoder, data.test).units).toBe(2);
  });

  test("is named where the network ends in the examples' shape and the loss is the usual", async () => {
    const data = await digits8();
    const model = autoencoder({ shape: data.shape, code: 2, hidden: [4] });
    expect(() => fit(model, data)).toThrow(
      "Cannot fit a model of 1 outputs on 10 classes; end the network with dense(10), or give " +
        "loss: reconstruction to learn the examples themselves",
    );
    const { outputs, units } = predict(model, data.test.take(3));
    expect([units, outputs.length]).toEqual([64, 192]);
  });
});
