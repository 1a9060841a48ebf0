import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, tf } from "@rosenblatt/engine";
import { conv, net, summary } from "@rosenblatt/models";

interface Expected {
  readonly channels: number;
  readonly filters: number;
  readonly size: [number, number];
  readonly options: { groups: number; stride: number; pad: "same" | "valid" };
  readonly output: readonly number[];
  readonly gradients: readonly (readonly number[])[];
}

const cases: Expected[] = JSON.parse(
  readFileSync(join(__dirname, "fixtures/grouped-conv.json"), "utf8"),
);

/** The waves of fixtures/grouped-conv.py. */
function wave(k: number, shape: readonly number[]): tf.Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  return tf.tensor(
    Float32Array.from({ length: count }, (_, i) => Math.sin(0.37 * i + k)),
    [...shape],
  );
}

const gears = {
  eager: async <T>(step: () => T) => step(),
  traced: <T>(step: () => T) => jit(step)(),
};

beforeAll(() => ready());

describe("conv() in groups", () => {
  const runs = cases.flatMap((expected) =>
    (Object.keys(gears) as (keyof typeof gears)[]).map((gear) => ({
      gear,
      expected,
      name: `${expected.channels} channels, ${JSON.stringify(expected.options)}, ${gear}`,
    })),
  );
  test.each(runs)("computes and derives what PyTorch does: $name", async ({ gear, expected }) => {
    const { channels, filters, size, options } = expected;
    const model = net([7, 6, channels], conv(filters, size, { ...options, act: "relu" }));
    model.setWeights(model.getWeights().map(({ shape }, i) => wave(i + 2, shape)));
    const x = tf.variable(wave(1, [2, 7, 6, channels]));
    const weights = [x, ...model.trainableWeights.map((weight) => weight.read() as tf.Variable)];
    const { output, grads } = await gears[gear](() => {
      let output: tf.Tensor | undefined;
      const { grads } = tf.variableGrads(() => {
        output = tf.keep(model.apply(x) as tf.Tensor);
        return output.mul(wave(4, output.shape)).sum() as tf.Scalar;
      }, weights);
      return { output: output!, grads };
    });
    close(output, expected.output);
    weights.forEach(({ name }, i) => {
      close(grads[name]!, expected.gradients[i]!);
    });
  });

  test("has a group's share of parameters and mult-adds", () => {
    const model = net([8, 8, 64], conv(32, 3, { groups: 16, pad: "same", bias: false }));
    expect(summary(model)).toMatchObject({ parameters: 9 * 4 * 32, multAdds: 64 * 9 * 4 * 32 });
  });

  test("is found again in a model that was saved", async () => {
    const model = net([5, 5, 4], conv(6, [3, 1], { groups: 2, act: "tanh" }));
    let saved: tf.io.ModelArtifacts | undefined;
    await model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } };
      }),
    );
    const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved!));
    const x = wave(0, [1, 5, 5, 4]);
    close(loaded.predict(x) as tf.Tensor, [...(model.predict(x) as tf.Tensor).dataSync()]);
  });

  test("keeps no tensor", () => {
    const model = net([6, 6, 4], conv(4, 3, { groups: 2 }));
    const x = tf.zeros([1, 6, 6, 4]);
    (model.predict(x) as tf.Tensor).dispose();
    const before = tf.memory().numTensors;
    (model.predict(x) as tf.Tensor).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test.each([
    [() => conv(6, 3, { groups: 4 }), "Cannot make conv(6) with groups = 4: groups must divide"],
    [
      () => net([8, 8, 3], conv(6, 3, { groups: 2 })),
      "Cannot add conv(6) after the input: it needs channels that 2 groups divide, got [8, 8, 3]",
    ],
  ])("refuses filters or channels that groups do not divide", (make, message) => {
    expect(make).toThrow(message);
  });
});

function close(tensor: tf.Tensor, values: readonly number[]): void {
  const numbers = Array.from(tensor.dataSync());
  expect(numbers).toHaveLength(values.length);
  const farthest = Math.max(...numbers.map((number, i) => Math.abs(number - values[i]!)));
  expect(farthest).toBeLessThan(5e-5);
}
