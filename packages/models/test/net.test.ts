import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, seed, tf } from "@rosenblatt/engine";
import { conv, dense, dropout, flatten, net, pool } from "@rosenblatt/models";

beforeAll(() => ready());

describe("net()", () => {
  test("makes a real model whose layers have readable names", () => {
    const model = net([28, 28, 1], conv(6, 5), pool(2), conv(16, 5), flatten(), dense(10));
    expect(model).toBeInstanceOf(tf.LayersModel);
    expect(model.layers.map(({ name }) => name)).toEqual([
      "input",
      "conv1",
      "pool1",
      "conv2",
      "flatten1",
      "dense1",
    ]);
  });

  test("gives hidden layers ReLU and leaves the outputs as logits", () => {
    const model = net([8, 8, 1], conv(2, 3), flatten(), dense(4), dense(3));
    expect(activations(model)).toEqual({ conv1: "relu", dense1: "relu", dense2: "linear" });
  });

  test("takes the last layer with weights for the outputs", () => {
    const model = net([8, 8, 1], conv(4, 3), conv(3, 6), flatten());
    expect(activations(model)).toEqual({ conv1: "relu", conv2: "linear" });
  });

  test("does what a layer's options say", () => {
    const options = { stride: 2, pad: "same", act: "tanh", bias: false } as const;
    const model = net([9, 8, 3], conv(4, 3, options), pool(3, { kind: "mean", stride: 1 }));
    expect(model.layers[1]?.getConfig()).toMatchObject({
      filters: 4,
      kernelSize: [3, 3],
      strides: [2, 2],
      padding: "same",
      activation: "tanh",
      useBias: false,
    });
    expect(model.layers[2]?.getClassName()).toBe("AveragePooling2D");
    expect(model.outputs[0]?.shape).toEqual([null, 3, 2, 4]);
  });

  test("expects of every layer the size that TensorFlow.js gives it", () => {
    for (const pad of ["same", "valid"] as const) {
      for (const stride of [1, 2, 3]) {
        for (const [height, width] of [
          [7, 9],
          [8, 5],
        ] as const) {
          const layers = [
            conv(2, 3, { stride, pad }),
            pool(2, { stride, pad }),
            pool([1, 3], { stride: [2, stride], pad }),
            conv(2, 2, { dilation: 2, pad }),
          ];
          for (const layer of layers) {
            const model = net([height, width, 3], layer);
            const expected = layer.output([height, width, 3], "the input");
            expect(model.outputs[0]?.shape.slice(1)).toEqual(expected);
          }
        }
      }
    }
  });

  test("draws He's normal distribution for ReLU and Glorot's uniform one otherwise", () => {
    seed(1);
    const model = net([400], dense(300), dense(300, { act: "tanh" }));
    const [relu, , tanh] = model.getWeights().map((weight) => weight.dataSync() as Float32Array);
    expect(deviation(relu!)).toBeCloseTo(Math.sqrt(2 / 400), 2);
    const limit = Math.sqrt(6 / 600);
    expect(Math.max(...tanh!.map(Math.abs))).toBeLessThanOrEqual(limit);
    expect(deviation(tanh!)).toBeCloseTo(limit / Math.sqrt(3), 2);
  });

  test("gives each network weights of its own, repeatable with a seed", () => {
    const layer = dense(3);
    const draw = () => [...net([2], layer).getWeights()[0]!.dataSync()];
    seed(0);
    const first = draw();
    expect(draw()).not.toEqual(first);
    seed(0);
    expect(draw()).toEqual(first);
  });

  test("drops values in training only", () => {
    const model = net([1000], dropout(0.5));
    const ones = tf.ones([1, 1000]);
    const zeros = (training: boolean) =>
      (model.apply(ones, { training }) as tf.Tensor).dataSync().filter((value) => value === 0);
    expect(zeros(false)).toHaveLength(0);
    expect(Math.abs(zeros(true).length - 500)).toBeLessThan(100);
  });

  test("trains dilated convolutions, linear and not", () => {
    const model = net([9, 9, 1], conv(2, 3, { dilation: 2 }), conv(1, 3, { dilation: 2 }));
    const x = tf.randomNormal([2, 9, 9, 1]);
    const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const { grads } = tf.variableGrads(
      () => (model.apply(x) as tf.Tensor).square().mean() as tf.Scalar,
      weights,
    );
    expect(Object.values(grads).every((grad) => grad.abs().sum().dataSync()[0]! > 0)).toBe(true);
  });
});

describe("net() refuses", () => {
  test.each([
    [
      () => net([28, 28, 1], conv(16, 5), dense(10) as never),
      "Cannot add dense(10) after conv(16): it needs [n], got [24, 24, 16]; put flatten() between",
    ],
    [
      () => net([784], conv(6, 5) as never),
      "Cannot add conv(6) after the input: it needs [height, width, channels], got [784]; " +
        "put it before flatten(), or give the examples three sizes",
    ],
    [
      () => net([6, 6, 1], pool(2), conv(16, 5)),
      "Cannot add conv(16) after pool(2): it needs at least [5, 5], got [3, 3, 1]; " +
        'take a smaller window or pad: "same"',
    ],
    [
      () => net([6, 0, 1], flatten()),
      "Cannot make a network on examples of shape [6, 0, 1]: " +
        "it needs whole numbers above 0, such as [28, 28, 1]",
    ],
    [() => net([3]), "Cannot make a network without layers; add one, such as dense(10)"],
    [
      () => conv(1.5, 3),
      "Cannot make conv(1.5) with filters = 1.5: it must be a whole number above 0",
    ],
    [
      () => conv(6, 5, { stride: 0 }),
      "Cannot make conv(6) with stride = 0: it must be a whole number above 0",
    ],
    [
      () => conv(6, 5, { stride: 2, dilation: 2 }),
      "Cannot make conv(6) with stride = 2 and dilation = 2: one of the two must be 1",
    ],
    [
      () => dense(Number.NaN),
      "Cannot make dense(NaN) with units = NaN: it must be a whole number above 0",
    ],
    [
      () => dropout(1),
      "Cannot make dropout(1): the rate must be at least 0 and below 1, such as 0.5",
    ],
    [
      () => pool(2, { pad: "full" as never }),
      'Cannot make pool(2) with pad = "full": it must be one of valid, same',
    ],
  ])("%s", (make, message) => {
    expect(make).toThrow(new RangeError(message));
  });
});

function activations(model: tf.LayersModel): Record<string, unknown> {
  const weighted = model.layers.filter((layer) => layer.weights.length > 0);
  return Object.fromEntries(weighted.map((layer) => [layer.name, layer.getConfig().activation]));
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
