import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { lenet } from "@rosenblatt/models";
import known from "./fixtures/lenet.json";

/** The waves of fixtures/lenet.py. */
function wave(k: number, shape: readonly number[], scale: number): tf.Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  const values = Float32Array.from({ length: size }, (_, i) => Math.sin(0.37 * i + k) * scale);
  return tf.tensor(values, [...shape]);
}

function waveLenet() {
  const model = lenet();
  const weights = model.getWeights().map(({ shape }, k) => {
    const inputs = shape.slice(0, -1).reduce((product, n) => product * n, 1);
    return wave(k, shape, shape.length === 1 ? 0.1 : Math.sqrt(2 / inputs));
  });
  model.setWeights(weights);
  tf.dispose(weights);
  return model;
}

describe("LeNet with PyTorch's weights", () => {
  beforeAll(() => ready());

  test("has PyTorch's parameters", () => {
    expect(waveLenet().countParams()).toBe(61_706);
    expect(known.parameters).toBe(61_706);
  });

  test("gives PyTorch's logits", () => {
    const logits = tf.tidy(() =>
      (waveLenet().predict(wave(10, [2, 28, 28, 1], 1)) as tf.Tensor).dataSync(),
    );
    expect(logits).toHaveLength(20);
    known.logits.forEach((value, i) => {
      expect(logits[i]).toBeCloseTo(value, 4);
    });
  });

  test("has PyTorch's loss and gradients", () => {
    const model = waveLenet();
    const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const x = wave(10, [2, 28, 28, 1], 1);
    const { value, grads } = tf.variableGrads(() => {
      const labels = tf.oneHot(tf.tensor1d(known.labels, "int32"), 10);
      return tf.losses.softmaxCrossEntropy(labels, model.apply(x) as tf.Tensor2D);
    }, weights);
    expect(value.dataSync()[0]).toBeCloseTo(known.loss, 5);
    expect(weights).toHaveLength(known.gradients.length);
    known.gradients.forEach(({ norm, first }, i) => {
      const gradient = grads[weights[i]!.name]!;
      expect(gradient.norm().dataSync()[0]).toBeCloseTo(norm, 4);
      const values = gradient.flatten().dataSync();
      first.forEach((expected, at) => {
        expect(values[at]).toBeCloseTo(expected, 5);
      });
    });
  });
});
