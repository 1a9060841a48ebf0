import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { autoencoder, dense, diagram, lenet, net } from "@rosenblatt/models";
import { bundleOf } from "@rosenblatt/plots";

beforeAll(() => ready());

const { layers } = tf;

type Symbol = tf.SymbolicTensor;

/** A convolution, batch normalization and, if asked, ReLU. */
function step(x: Symbol, filters: number, { relu = true } = {}): Symbol {
  const sums = layers.conv2d({ filters, kernelSize: 3, padding: "same" }).apply(x);
  const normal = layers.batchNormalization().apply(sums);
  return (relu ? layers.reLU().apply(normal) : normal) as Symbol;
}

/** Two steps and a way around them, so many times. */
function residual(blocks: number): tf.LayersModel {
  const input = tf.input({ shape: [8, 8, 4] });
  let x = step(input, 4);
  for (let i = 0; i < blocks; i++) {
    const sum = layers.add().apply([step(step(x, 4), 4, { relu: false }), x]);
    x = layers.reLU().apply(sum) as Symbol;
  }
  const outputs = layers.globalAveragePooling2d({}).apply(x) as Symbol;
  return tf.model({ inputs: input, outputs });
}

describe("diagram()", () => {
  test("has a box for each layer, in order, with its window, outputs and activation", () => {
    const { boxes, repeats } = diagram(lenet());
    expect(boxes.map(({ label }) => label)).toEqual([
      "input",
      "conv 5×5",
      "max pool 2×2",
      "conv 5×5",
      "max pool 2×2",
      "flatten",
      "dense",
      "dense",
      "dense",
    ]);
    expect(boxes[3]).toMatchObject({
      layers: ["conv2"],
      followers: ["relu"],
      output: [10, 10, 16],
      parameters: 2416,
      sources: [2],
    });
    expect(repeats).toEqual([]);
  });

  test("puts what changes numbers one by one into the box before it", () => {
    const { boxes } = diagram(residual(1));
    expect(boxes.map(({ label, followers }) => [label, ...followers].join(" "))).toEqual([
      "input",
      "conv 3×3 batch norm relu",
      "conv 3×3 batch norm relu",
      "conv 3×3 batch norm",
      "+ relu",
      "global mean pool",
    ]);
    expect(boxes[4]!.sources).toEqual([3, 1]);
  });

  test("draws blocks that repeat once, and joins what reads the last to the first", () => {
    const { boxes, repeats } = diagram(residual(5));
    expect(boxes).toHaveLength(6);
    expect(repeats).toEqual([{ from: 2, to: 5, times: 5 }]);
    expect(boxes[5]!.sources).toEqual([4]);
    const same = diagram(net([4], ...[1, 2, 3, 4].map(() => dense(4, { act: "relu" })), dense(2)));
    expect(same.repeats).toEqual([{ from: 1, to: 2, times: 4 }]);
  });

  test("lays boxes out without overlap, each below what it reads", () => {
    const input = tf.input({ shape: [8, 8, 4] });
    const paths = [1, 2, 3, 4].map((count) => {
      let x: Symbol = input;
      for (let i = 0; i < count; i++) x = step(x, 2 * count);
      return x;
    });
    const outputs = layers.concatenate().apply(paths) as Symbol;
    const { svg, boxes } = diagram(tf.model({ inputs: input, outputs }));
    expect(boxes).toHaveLength(12);
    const rects = [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g)].map(
      ([, x, y, width]) => ({ x: Number(x), y: Number(y), end: Number(x) + Number(width) }),
    );
    expect(rects).toHaveLength(12);
    rects.forEach((a, i) => {
      const beside = rects.filter((b, k) => k !== i && b.y === a.y);
      expect(beside.filter((b) => b.x < a.end && a.x < b.end)).toEqual([]);
      expect(boxes[i]!.sources.every((source) => rects[source]!.y < a.y)).toBe(true);
    });
  });

  test("draws sequential models, shared layers and layers of one's own", () => {
    const model = tf.sequential({
      layers: [layers.dense({ units: 3, inputShape: [4] }), layers.leakyReLU(), layers.softmax()],
    });
    expect(diagram(model).boxes).toMatchObject([
      { label: "input" },
      { label: "dense", followers: ["leaky relu", "softmax"] },
    ]);
    const layer = layers.dense({ units: 4 });
    const input = tf.input({ shape: [4] });
    const outputs = layer.apply(layer.apply(input)) as Symbol;
    expect(diagram(tf.model({ inputs: input, outputs })).boxes).toHaveLength(3);
    expect(diagram(autoencoder({ shape: [4, 4, 1] }).decoder).boxes.at(-1)!.label).toBe("reshape");
  });

  test("shows itself as a picture, as text where there are none, and keeps no tensor", () => {
    const model = lenet();
    const before = tf.memory().numTensors;
    const {
      "image/svg+xml": svg,
      "text/plain": text,
      "text/html": html,
    } = bundleOf(diagram(model));
    expect(tf.memory().numTensors).toBe(before);
    expect(html).toContain(svg);
    expect(svg).toContain("2,416 parameters");
    expect(String(text)).toContain("conv 5×5, relu → 10 × 10 × 16");
    expect(String(bundleOf(diagram(residual(5)))["text/plain"])).toMatch(
      /\+, relu.*from 3, 1 \(× 5\)/,
    );
  });
});
