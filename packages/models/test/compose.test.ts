import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, tf } from "@rosenblatt/engine";
import {
  activation,
  batchNorm,
  block,
  branch,
  conv,
  cropEdges,
  dense,
  depthwiseConv,
  globalPool,
  type Layer,
  type Net,
  named,
  net,
  pool,
  repeat,
  rescale,
  residual,
  separableConv,
  squeezeExcite,
  summary,
  zeroPad,
} from "@rosenblatt/models";

beforeAll(() => ready());

const convNorm = (filters: number, size: number, stride = 1) =>
  block(
    conv(filters, size, { stride, pad: "same", act: "linear", bias: false }),
    batchNorm(),
    activation("relu"),
  );

const names = (model: tf.LayersModel) => model.layers.map(({ name }) => name).sort();

describe("composed layers", () => {
  test("have names that tell where they stand", () => {
    const model = net(
      [8, 8, 2],
      named("stem", convNorm(4, 3)),
      residual([convNorm(4, 3), conv(4, 3, { pad: "same" })]),
      branch([conv(2, 1), [pool(3, { stride: 1, pad: "same" }), conv(2, 1)]]),
      repeat(2, conv(4, 1)),
      globalPool(),
      dense(3),
    );
    const expected = ["branch1", "branch1.1.conv1", "branch1.2.conv1", "branch1.2.pool1", "dense1"];
    expected.push("globalPool1", "input", "repeat1.conv1", "repeat1.conv2", "residual1");
    expected.push("residual1.block1.batchNorm1", "residual1.block1.conv1");
    expected.push("residual1.block1.relu1", "residual1.conv1", "residual1.relu");
    expected.push("stem.batchNorm1", "stem.conv1", "stem.relu1");
    expect(names(model)).toEqual(expected);
  });

  test("end linearly where they are added, and with ReLU where they stand side by side", () => {
    const model = net(
      [8, 8, 2],
      residual([conv(4, 1), conv(2, 1)]),
      branch([conv(2, 1), conv(2, 1)]),
      branch([conv(4, 1), []], { join: "add" }),
      conv(2, 1),
    );
    const act = (name: string) => model.getLayer(name).getConfig().activation;
    expect(act("residual1.conv1")).toBe("relu");
    expect(act("residual1.conv2")).toBe("linear");
    expect(act("branch1.1.conv1")).toBe("relu");
    expect(act("branch2.1.conv1")).toBe("linear");
    expect(act("conv1")).toBe("linear");
  });

  test("leave logits at a network's end, whatever they are in", () => {
    const model = net([4], dense(4), residual(block(dense(4), dense(4))));
    expect(model.layers.map(({ name }) => name)).not.toContain("residual1.relu");
    expect(model.getLayer("residual1.block1.dense2").getConfig().activation).toBe("linear");
  });

  test.each([
    ["conv of 1 × 7", conv(4, [1, 7], { pad: "same", stride: 2 }), [4, 5, 4]],
    ["conv of 3 × 1", conv(4, [3, 1]), [5, 9, 4]],
    ["depthwiseConv", depthwiseConv(3, { multiplier: 2, stride: 2 }), [3, 4, 12]],
    ["separableConv", separableConv(5, 3, { pad: "same", multiplier: 2 }), [7, 9, 5]],
    ["globalPool", globalPool({ kind: "max" }), [6]],
    [
      "zeroPad",
      zeroPad([
        [0, 1],
        [2, 0],
      ]),
      [8, 11, 6],
    ],
    [
      "cropEdges",
      cropEdges([
        [0, 1],
        [2, 0],
      ]),
      [6, 7, 6],
    ],
    ["rescale", rescale(0.1), [7, 9, 6]],
    ["activation", activation("relu6"), [7, 9, 6]],
    ["squeezeExcite", squeezeExcite({ reduction: 3 }), [7, 9, 6]],
    ["branch, stretched", branch([[], block(conv(6, [7, 9]))], { join: "multiply" }), [7, 9, 6]],
    ["repeat", repeat(2, (i) => conv(i + 1, 3)), [3, 5, 2]],
  ] as const)("%s expects the size that TensorFlow.js gives it", (_, layer, size) => {
    expect(layer.output([7, 9, 6], "the input")).toEqual(size);
    expect(net([7, 9, 6], layer).outputs[0]!.shape.slice(1)).toEqual(size);
  });

  test("compute what they say", () => {
    const x = tf.tensor4d([1, -2, 3, -4], [1, 2, 2, 1]);
    const run = (layer: Layer) =>
      Array.from((net([2, 2, 1], layer).predict(x) as tf.Tensor).dataSync());
    expect(run(activation("relu6"))).toEqual([1, 0, 3, 0]);
    expect(run(rescale(-2))).toEqual([-2, 4, -6, 8]);
    expect(
      run(
        cropEdges([
          [1, 0],
          [0, 1],
        ]),
      ),
    ).toEqual([3]);
    expect(
      run(
        zeroPad([
          [0, 0],
          [1, 0],
        ]),
      ),
    ).toEqual([0, 1, -2, 0, 3, -4]);
    expect(run(globalPool())).toEqual([-0.5]);
    expect(run(globalPool({ kind: "max" }))).toEqual([3]);
    expect(run(residual(rescale(2), { act: "linear" }))).toEqual([3, -6, 9, -12]);
    expect(run(residual(rescale(2), { act: "relu" }))).toEqual([3, 0, 9, 0]);
    expect(run(branch([rescale(2), []]))).toEqual([2, 1, -4, -2, 6, 3, -8, -4]);
    expect(run(branch([rescale(2), []], { join: "multiply", act: "relu" }))).toEqual([
      2, 8, 18, 32,
    ]);
    expect(run(repeat(3, rescale(2)))).toEqual([8, -16, 24, -32]);
  });

  test("squeeze and excite by the formula of the paper", () => {
    const model = net([2, 1, 2], squeezeExcite({ reduction: 2 }));
    const values = [[1, -1], [0.5], [2, -3], [0.1, 0.2]].map((row) => tf.tensor1d(row));
    model.setWeights(model.weights.map(({ shape }, i) => values[i]!.reshape(shape as number[])));
    const y = model.predict(tf.tensor4d([1, 4, 3, 2], [1, 2, 1, 2])) as tf.Tensor;
    // Means 2 and 3; hidden max(0, 2 - 3 + 0.5) = 0; gates sigmoid(0.1) and sigmoid(0.2).
    const [a, b] = [0.1, 0.2].map((z) => 1 / (1 + Math.exp(-z))) as [number, number];
    const expected = [a, 4 * b, 3 * a, 2 * b];
    Array.from(y.dataSync()).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 6);
    });
  });

  test("count the mult-adds of both parts of a separable convolution", () => {
    const { layers } = summary(net([6, 6, 3], separableConv(5, 3)));
    expect(layers.map(({ name, multAdds }) => [name, multAdds])).toEqual([
      ["input", 0],
      ["separable1.depthwise1", 16 * 9 * 3],
      ["separable1.conv1", 16 * 3 * 5],
    ]);
  });

  test("are trained in both gears alike", async () => {
    const model = net(
      [8, 8, 4],
      convNorm(8, 3),
      residual([convNorm(8, 3, 2), separableConv(8, [3, 1], { pad: "same" }), rescale(0.5)], {
        shortcut: conv(8, 1, { stride: 2 }),
      }),
      branch([conv(4, 1, { groups: 2 }), [pool(3, { stride: 1, pad: "same" }), conv(4, 1)]]),
      squeezeExcite({ reduction: 4 }),
      residual(depthwiseConv(3, { pad: "same" }), { act: "swish" }),
      zeroPad(1),
      cropEdges(1),
      globalPool(),
      dense(3),
    );
    const x = tf.randomNormal([2, 8, 8, 4]);
    const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const step = () =>
      tf.variableGrads(() => (model.apply(x) as tf.Tensor).square().mean() as tf.Scalar, weights)
        .grads;
    const [eager, traced] = [step(), await jit(step)()];
    expect(weights.length).toBeGreaterThan(20);
    for (const { name } of weights) {
      const distance = eager[name]!.sub(traced[name]!).abs().max().dataSync()[0]!;
      expect([name, distance < 1e-4]).toEqual([name, true]);
    }
  });
});

describe("the compiler", () => {
  test("knows what composed layers take and make", () => {
    const pictures: Net<readonly [8, 8, 1], readonly [10]> = net(
      [8, 8, 1],
      block(conv(4, 3), batchNorm(), activation("relu")),
      residual([batchNorm(), conv(4, 3, { pad: "same" })]),
      branch([[], conv(2, 1)]),
      block(batchNorm(), activation("relu")),
      globalPool(),
      branch([dense(3), dense(4)]),
      repeat(2, dense(5)),
      dense(10),
    );
    expect(pictures.outputs[0]!.shape).toEqual([null, 10]);
  });

  test("asks for flatten() wherever it is forgotten", () => {
    // @ts-expect-error dense needs [n]
    expect(() => net([8, 8, 1], block(conv(4, 3), dense(10)))).toThrow("put flatten() between");
    // @ts-expect-error after a block too
    expect(() => net([8, 8, 1], block(conv(4, 3)), dense(10))).toThrow("flatten()");
    // @ts-expect-error and after a residual one
    expect(() => net([8, 8, 4], residual([conv(4, 1)]), dense(10))).toThrow("flatten()");
    // @ts-expect-error within a path
    expect(() => net([8, 8, 4], residual([conv(4, 1), dense(10)]))).toThrow("flatten()");
    // @ts-expect-error and within one of several
    expect(() => net([8, 8, 4], branch([conv(4, 1), [conv(4, 1), dense(10)]]))).toThrow(
      "flatten()",
    );
    // @ts-expect-error paths take the same
    expect(() => net([8, 8, 4], branch([conv(4, 1), dense(10)]))).toThrow("flatten()");
    // @ts-expect-error layers that are repeated
    expect(() => net([8, 8, 4], repeat(2, conv(4, 1)), dense(10))).toThrow("flatten()");
  });
});

describe("composed layers refuse", () => {
  test.each([
    [
      () => net([8, 8, 2], residual(conv(4, 1))),
      "Cannot make a residual block: what is added must have the path's sizes [8, 8, 4], " +
        "got [8, 8, 2]; give it a shortcut, such as { shortcut: conv(4, 1) }, " +
        "with the path's strides",
    ],
    [
      () => net([8, 8, 2], branch([conv(4, 3), []])),
      "Cannot join the paths of a branch (concat): their outputs need equal sizes but for the " +
        'last, got [6, 6, 4], [8, 8, 2]; give the paths the same strides, and pad: "same"',
    ],
    [() => branch([]), "Cannot make branch() without paths; add two"],
    [() => block(), "Cannot make a block without layers; add one, such as conv(16, 3)"],
    [
      () => repeat(0, conv(4, 1)),
      "Cannot make repeat() with count = 0: it must be a whole number above 0",
    ],
    [() => rescale(Number.NaN), "Cannot make rescale(NaN): it needs a finite number, such as 0.2"],
    [
      () => zeroPad(-1),
      "Cannot make zeroPad(-1) with margins [-1, -1, -1, -1]: " +
        "it needs whole numbers of rows and columns, none below 0",
    ],
    [
      () => net([4, 4, 1], cropEdges(2)),
      "Cannot add cropEdges(2) after the input: it needs an image of which something is left, " +
        "got [4, 4, 1]; crop less",
    ],
    [
      () => net([4, 4, 1], conv(2, [1, 5])),
      "Cannot add conv(2) after the input: it needs at least [1, 5], got [4, 4, 1]; " +
        'take a smaller window or pad: "same"',
    ],
    [
      () => conv(2, [1, 0]),
      "Cannot make conv(2) with width = 0: it must be a whole number above 0",
    ],
    [
      () => branch([conv(1, 1)], { join: "sum" as never }),
      'Cannot make branch() with join = "sum": it must be one of concat, add, multiply',
    ],
    [
      () => activation("rleu" as never),
      /Cannot make activation\("rleu"\) with act = "rleu": it must be one of linear, relu/,
    ],
  ])("%s", (make, message) => {
    expect(make).toThrow(message);
  });
});
