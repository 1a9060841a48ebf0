import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { cutmix, digits8, flip, mixup } from "@rosenblatt/datasets";
import { ready, seed, tf } from "@rosenblatt/engine";
import { dense, flatten, net } from "@rosenblatt/models";
import { accuracy, adam, crossEntropy, evaluate, f1, fit } from "../src/index.js";

beforeAll(async () => {
  await ready();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});

const logits = [
  [2, -1, 0.5],
  [0, 1, 3],
];
const number = (value: tf.Tensor) => value.dataSync()[0]!;

describe("shares of classes as labels", () => {
  test("have the cross-entropy that PyTorch gives", () => {
    const outputs = tf.tensor2d(logits);
    const shares = tf.tensor2d([
      [0.7, 0.3, 0],
      [0, 0.1, 0.9],
    ]);
    // Source: torch.nn.functional.cross_entropy of these, PyTorch 2.13.
    expect(number(crossEntropy(outputs, shares))).toBeCloseTo(0.7555786967277527, 5);
  });

  test("that are whole are the same as their classes, in value and gradient", () => {
    const outputs = tf.tensor2d(logits);
    const [labels, shares] = [tf.tensor1d([2, 1], "int32"), tf.oneHot([2, 1], 3).toFloat()];
    const [a, b] = [labels, shares as tf.Tensor2D].map((own) =>
      tf.valueAndGrad((x: tf.Tensor) => crossEntropy(x, own))(outputs),
    );
    expect(number(a!.value)).toBe(number(b!.value));
    expect(a!.grad.dataSync()).toEqual(b!.grad.dataSync());
  });
});

describe("fit() on mixed examples", () => {
  test.each([
    ["mixup", "traced"],
    ["mixup", "eager"],
    ["cutmix", "traced"],
    ["cutmix", "eager"],
  ] as const)("learns the digits with %s, %s", async (name, gear) => {
    seed(3);
    const mixing = name === "mixup" ? mixup(0.2) : cutmix(1, { chance: 0.5 });
    const data = (await digits8()).augment(flip({ chance: 0 }), mixing);
    const model = net(data.shape, flatten(), dense(32), dense(10));
    const options = {
      epochs: 8,
      optimizer: adam(0.01),
      gear,
      show: false,
      metrics: { accuracy, f1: f1() },
    };
    await fit(model, data, { ...options, epochs: 1 });
    const before = tf.memory().numTensors;
    const run = fit(model, data, options);
    const { loss, valAccuracy, accuracy: whole, f1: means } = await run;
    expect(tf.memory().numTensors).toBe(before);
    expect(loss.at(-1)!).toBeLessThan(loss[0]!);
    // Of the class with the largest share.
    expect(Math.min(whole.at(-1)!, means.at(-1)!)).toBeGreaterThan(0.4);
    expect(valAccuracy.at(-1)!).toBeGreaterThan(0.9);
    const measured = await evaluate(model, data.train, { metrics: { accuracy } });
    expect(measured.accuracy).toBeGreaterThan(0.9);
  });
});
