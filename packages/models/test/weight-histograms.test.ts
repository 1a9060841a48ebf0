import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { lenet, weightHistograms } from "@rosenblatt/models";

beforeAll(() => ready());

/** A model of one dense layer with these weights and no bias. */
function withWeights(values: readonly number[]): tf.LayersModel {
  const layer = tf.layers.dense({ units: values.length, useBias: false, inputShape: [1] });
  const model = tf.sequential({ layers: [layer] });
  layer.setWeights([tf.tensor2d([...values], [1, values.length])]);
  return model;
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

describe("weightHistograms()", () => {
  test("counts all weights of each layer that has any, and keeps no tensor", () => {
    const model = lenet();
    const before = tf.memory().numTensors;
    const found = weightHistograms(model, { epoch: 3 });
    expect(tf.memory().numTensors).toBe(before);
    expect(found.map(({ layer, counts }) => [layer, total(counts)])).toEqual([
      ["conv1", 156],
      ["conv2", 2416],
      ["dense1", 48_120],
      ["dense2", 10_164],
      ["dense3", 850],
    ]);
    expect(new Set(found.map(({ counts }) => counts.length))).toEqual(new Set([48]));
    expect(found.every(({ epoch }) => epoch === 3)).toBe(true);
  });

  test("has bins of equal width from the smallest to the largest, both within", () => {
    const [{ min, max, counts }] = weightHistograms(withWeights([-1, 0, 0, 1.4, 2]), {
      epoch: 0,
    }) as [ReturnType<typeof weightHistograms>[number]];
    expect([min, max]).toEqual([-1, 2]);
    const filled = counts.flatMap((count, bin) => (count > 0 ? [[bin, count]] : []));
    expect(filled).toEqual([
      [0, 1],
      [16, 2],
      [38, 1],
      [47, 1],
    ]);
  });

  test.each([
    ["NaN and infinities", [Number.NaN, Number.POSITIVE_INFINITY, 1, 2], 2],
    ["nothing finite", [Number.NaN, Number.NEGATIVE_INFINITY], 0],
    ["one number only", [3, 3, 3], 3],
    ["zeros", [0, 0], 2],
  ])("is finite for weights of %s", (_, values, counted) => {
    const [histogram] = weightHistograms(withWeights(values), { epoch: 0 });
    const { min, max, counts } = histogram!;
    expect(Number.isFinite(min) && Number.isFinite(max) && min < max).toBe(true);
    expect(total(counts)).toBe(counted);
  });

  test("leaves out what training does not change, but where it changes nothing", () => {
    const { batchNormalization, dense } = tf.layers;
    const frozen = dense({ units: 3, trainable: false });
    const model = tf.sequential({ layers: [batchNormalization({ inputShape: [4] }), frozen] });
    const found = weightHistograms(model, { epoch: 0 });
    expect(found.map(({ counts }) => total(counts))).toEqual([8, 15]);
  });
});
