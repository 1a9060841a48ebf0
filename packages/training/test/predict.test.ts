import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { Split } from "@rosenblatt/datasets";
import { ready, seed, TraceError, tf } from "@rosenblatt/engine";
import { conv, dense, dropout, flatten, net, pool } from "@rosenblatt/models";
import { evaluate, predict } from "../src/index.js";

const pictures = new Split({
  shape: [8, 8, 1] as const,
  classes: ["a", "b", "c"] as const,
  inputs: Float32Array.from({ length: 601 * 64 }, (_, i) => Math.sin(i * 12.9898)),
  labels: Int32Array.from({ length: 601 }, (_, i) => i % 3),
});

function made() {
  seed(3);
  const shape = pictures.shape;
  return net(shape, conv(4, 3), pool(2), flatten(), dropout(0.5), dense(3));
}

/** A model with a layer that looks at its numbers. */
function looking() {
  class Looking extends tf.layers.Layer {
    static className = "Looking";
    override call(inputs: tf.Tensor[]): tf.Tensor {
      const [x] = inputs;
      return x!.mul(x!.dataSync()[0]! > 0 ? 2 : 3);
    }
  }
  const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [2], units: 2 })] });
  model.add(new Looking());
  return model;
}

beforeAll(() => ready());

describe("predict()", () => {
  test("says in the traced gear what it says in the eager one, whatever the batch size", () => {
    const model = made();
    const eager = predict(model, pictures, { gear: "eager" });
    for (const batchSize of [601, 100, 7]) {
      const traced = predict(model, pictures, { gear: "traced", batchSize });
      expect(traced.units).toBe(3);
      expect(traced.outputs).toHaveLength(601 * 3);
      const apart = traced.outputs.map((value, i) => Math.abs(value - eager.outputs[i]!));
      expect(Math.max(...apart)).toBeLessThan(1e-5);
      expect(traced.classes).toEqual(eager.classes);
    }
  });

  test("agrees with evaluate() on every picture", async () => {
    const model = made();
    const right = (outputs: tf.Tensor, labels: tf.Tensor1D) =>
      outputs.argMax(-1).equal(labels).mean() as tf.Scalar;
    const { classes } = predict(model, pictures);
    const hits = classes.filter((predicted, i) => predicted === pictures.labels[i]).length;
    const { accuracy } = await evaluate(model, pictures, { metrics: { accuracy: right } });
    expect(accuracy).toBeCloseTo(hits / pictures.length, 6);
  });

  test("follows the weights", () => {
    const model = made();
    const before = predict(model, pictures).outputs;
    model.setWeights(model.getWeights().map((weight) => tf.zerosLike(weight)));
    expect(before.some((value) => value !== 0)).toBe(true);
    expect(predict(model, pictures).outputs.every((value) => value === 0)).toBe(true);
  });

  test("runs a model that cannot be traced eagerly, and says why once", () => {
    const model = looking();
    const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
    try {
      const { outputs } = predict(model, [[1, 2]]);
      const expected = tf.tidy(() => model.apply(tf.tensor2d([[1, 2]])) as tf.Tensor);
      expect([...outputs]).toEqual([...expected.dataSync()]);
      predict(model, [[2, 1]]);
      expect(write.mock.calls.map(([text]) => text)).toEqual([
        expect.stringMatching(/^In the eager gear: .*predict\.test\.ts:\d+.*\n$/),
      ]);
    } finally {
      write.mockRestore();
    }
    expect(() => predict(model, [[1, 2]], { gear: "traced" })).toThrow(TraceError);
  });

  test("refuses no examples, and rows that do not fit together", () => {
    const model = looking();
    expect(() => predict(model, [])).toThrow("Cannot predict without examples");
    expect(() => predict(model, [[1, 2], [1]])).toThrow();
    expect(() => predict(model, [[1, 2, 3]])).toThrow();
  });
});
