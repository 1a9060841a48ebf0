import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { lenet, summary } from "@rosenblatt/models";
import { bundleOf } from "@rosenblatt/plots";

beforeAll(() => ready());

describe("summary()", () => {
  test("counts LeNet's mult-adds as fvcore does, and its parameters", () => {
    const { layers, multAdds, parameters, trainable } = summary(lenet());
    expect(multAdds).toBe(416_520);
    expect(parameters).toBe(61_706);
    expect(trainable).toBe(61_706);
    expect(layers.find(({ name }) => name === "conv2")).toEqual({
      name: "conv2",
      kind: "Conv2D",
      output: [10, 10, 16],
      parameters: 2416,
      trainable: 2416,
      multAdds: 240_000,
      memory: { weights: 4 * 2416, activations: 4 * 1600 },
    });
  });

  test("tells the memory of weights and of a batch's outputs, reshaped ones once", () => {
    const { memory, batch } = summary(lenet(), { batch: 64 });
    const outputs = 784 + 28 * 28 * 6 + 14 * 14 * 6 + 1600 + 400 + 120 + 84 + 10;
    expect([batch, memory]).toEqual([64, { weights: 4 * 61_706, activations: 64 * 4 * outputs }]);
    expect(summary(lenet(), { batch: 32 }).memory.activations).toBe(32 * 4 * outputs);
    expect(() => summary(lenet(), { batch: 0 })).toThrow("batch = 0");
  });

  test("measures each layer's time when asked, and keeps no tensor", () => {
    const model = lenet();
    expect(summary(model)).not.toHaveProperty("milliseconds");
    const before = tf.memory().numTensors;
    const { layers, milliseconds } = summary(model, { batch: 4, time: true });
    expect(tf.memory().numTensors).toBe(before);
    expect(layers.every(({ milliseconds }) => milliseconds! >= 0)).toBe(true);
    expect(milliseconds).toBeGreaterThan(0);
  });

  test("tells parameters that training changes from those it leaves alone", () => {
    const { batchNormalization, dense } = tf.layers;
    const frozen = dense({ units: 3, trainable: false });
    const model = tf.sequential({ layers: [batchNormalization({ inputShape: [4] }), frozen] });
    expect(summary(model)).toMatchObject({ parameters: 31, trainable: 8 });
  });

  test.each([
    ["conv1d", [9, 3], tf.layers.conv1d({ filters: 4, kernelSize: 2 }), 8 * 4 * 2 * 3],
    [
      "conv2dTranspose",
      [5, 4, 3],
      tf.layers.conv2dTranspose({ filters: 2, kernelSize: 3, strides: 2 }),
      5 * 4 * 3 * 9 * 2,
    ],
    [
      "depthwiseConv2d",
      [6, 6, 3],
      tf.layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 }),
      4 * 4 * 6 * 9,
    ],
    [
      "separableConv2d",
      [6, 6, 3],
      tf.layers.separableConv2d({ filters: 5, kernelSize: 3 }),
      16 * (3 * 9 + 3 * 5),
    ],
    ["dense on rows", [7, 3], tf.layers.dense({ units: 4 }), 7 * 3 * 4],
    ["lstm", [7, 3], tf.layers.lstm({ units: 4 }), 7 * (3 * 16 + 4 * 16)],
    ["gru", [7, 3], tf.layers.gru({ units: 4 }), 7 * (3 * 12 + 4 * 12)],
    [
      "bidirectional",
      [7, 3],
      tf.layers.bidirectional({
        layer: tf.layers.lstm({ units: 4 }) as tf.RNN,
        mergeMode: "concat",
      }),
      2 * 7 * (3 * 16 + 4 * 16),
    ],
    [
      "timeDistributed",
      [7, 3],
      tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 4 }) }),
      7 * 3 * 4,
    ],
    [
      "convLstm2d",
      [2, 6, 6, 3],
      tf.layers.convLstm2d({ filters: 4, kernelSize: 3 }),
      2 * 4 * 4 * 16 * 9 * (3 + 4),
    ],
    ["dot", [3, 4], undefined, 3 * 3 * 4],
  ] as const)("counts the mult-adds of %s", (name, shape, layer, expected) => {
    const input = tf.input({ shape: [...shape] });
    const output = layer?.apply(input) ?? tf.layers.dot({ axes: -1 }).apply([input, input]);
    const model = tf.model({ inputs: input, outputs: output as tf.SymbolicTensor });
    expect([name, summary(model).multAdds]).toEqual([name, expected]);
  });

  test("counts a layer that is used twice, and a model inside a model", () => {
    const layer = tf.layers.dense({ units: 4 });
    const input = tf.input({ shape: [4] });
    const twice = layer.apply(layer.apply(input)) as tf.SymbolicTensor;
    const inner = tf.model({ inputs: input, outputs: twice });
    const outer = tf.sequential({ layers: [inner, tf.layers.dense({ units: 2 })] });
    expect(summary(inner)).toMatchObject({ multAdds: 32, parameters: 20 });
    expect(summary(outer)).toMatchObject({ multAdds: 40, parameters: 30 });
  });

  test("shows itself as a table, and so does the network", () => {
    const model = lenet();
    const { "text/html": html, "text/plain": text } = bundleOf(summary(model));
    expect(html).toContain("416,520");
    expect(String(text)).toMatch(/conv2 +Conv2D +10 × 10 × 16 +2,416 +240,000/);
    expect(String(text)).toMatch(/Memory: weights 247 kB, outputs of one example 35\.5 kB$/);
    expect(bundleOf(model)).toEqual({ "text/html": html, "text/plain": text });
  });
});
