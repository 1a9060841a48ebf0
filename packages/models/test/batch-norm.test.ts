import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, tf } from "@rosenblatt/engine";
import { batchNorm, conv, dense, flatten, net, summary } from "@rosenblatt/models";

interface Expected {
  readonly shape: [number, number, number, number];
  readonly steps: readonly Readonly<Record<string, number[]>>[];
  readonly inference: readonly number[];
}

const expected: Expected = JSON.parse(
  readFileSync(join(__dirname, "fixtures/batch-norm.json"), "utf8"),
);
const count = expected.shape.reduce((product, size) => product * size);
const wave = (k: number) =>
  tf.tensor4d(
    Array.from({ length: count }, (_, i) => Math.sin(0.37 * i + k) * 2 + k),
    expected.shape,
  );
const cosine = Array.from({ length: count }, (_, i) => Math.cos(0.11 * i));

beforeAll(() => ready());

describe("batchNorm()", () => {
  const gears = {
    eager: async <T>(step: () => T) => step(),
    traced: <T>(step: () => T) => jit(step)(),
  };

  test.each(Object.entries(gears))("computes what PyTorch computes, %s", async (_, run) => {
    const model = net([3, 5, 2], batchNorm());
    const [mean, variance] = model.getWeights().slice(2);
    model.setWeights([tf.tensor1d([1.5, 0.5]), tf.tensor1d([0.1, -0.2]), mean!, variance!]);
    const [gamma, beta] = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    for (const [k, step] of expected.steps.entries()) {
      const x = tf.variable(wave(k));
      const { output, grads } = await run(() => {
        let output: tf.Tensor | undefined;
        const { grads } = tf.variableGrads(() => {
          output = tf.keep(model.apply(x, { training: true }) as tf.Tensor);
          return output.mul(tf.tensor4d(cosine, expected.shape)).sum() as tf.Scalar;
        }, [x, gamma!, beta!]);
        return { output: output!, grads };
      });
      const [, , movingMean, movingVariance] = model.getWeights();
      close(output, step.output!);
      close(grads[x.name]!, step.inputGradient!);
      close(grads[gamma!.name]!, step.gammaGradient!);
      close(grads[beta!.name]!, step.betaGradient!);
      close(movingMean!, step.movingMean!);
      close(movingVariance!, step.movingVariance!);
    }
    close(model.apply(wave(2), { training: false }) as tf.Tensor, expected.inference);
  });

  test("leaves logits logits, takes any shape, and learns two numbers a channel of four", () => {
    const model = net([8, 8, 1], conv(4, 3), batchNorm(), flatten(), dense(3), batchNorm());
    expect(model.getLayer("dense1").getConfig()).toMatchObject({ activation: "linear" });
    const [first, last] = summary(model).layers.filter(({ kind }) => kind === "BatchNormalization");
    expect(first).toMatchObject({ name: "batchNorm1", parameters: 16, trainable: 8, multAdds: 0 });
    expect(last).toMatchObject({ output: [3], parameters: 12, trainable: 6 });
  });

  test.each(Object.entries(gears))("has gradients without gamma, %s", async (_, run) => {
    const model = net([3, 5, 2], batchNorm({ gamma: false }));
    expect(model.countParams()).toBe(6);
    model.setWeights([tf.tensor1d([0.1, -0.2]), tf.tensor1d([1, 2]), tf.tensor1d([4, 9])]);
    const x = tf.variable(wave(0));
    const { grads } = await run(() =>
      tf.variableGrads(() => (model.apply(x) as tf.Tensor).sum() as tf.Scalar, [x]),
    );
    const expected = [1 / Math.sqrt(4 + 1e-5), 1 / Math.sqrt(9 + 1e-5)];
    close(
      grads[x.name]!,
      Array.from({ length: count }, (_, i) => expected[i % 2]!),
    );
  });

  test("refuses a momentum of one, and no epsilon", () => {
    expect(() => batchNorm({ momentum: 1 })).toThrow("momentum = 1 and epsilon = 0.00001");
    expect(() => batchNorm({ epsilon: 0 })).toThrow(RangeError);
  });
});

function close(tensor: tf.Tensor, values: readonly number[]): void {
  const numbers = Array.from(tensor.dataSync());
  expect(numbers).toHaveLength(values.length);
  const farthest = Math.max(...numbers.map((number, i) => Math.abs(number - values[i]!)));
  expect(farthest).toBeLessThan(2e-5);
}
