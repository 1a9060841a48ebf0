import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import {
  activationMaximisation,
  conv,
  dense,
  featureMaps,
  filters,
  flatten,
  gradCam,
  lenet,
  net,
  occlusion,
  pool,
  receptiveField,
  strongestPatches,
} from "@rosenblatt/models";
import { bundleOf } from "@rosenblatt/plots";
import known from "./fixtures/insight.json";

/** The waves of fixtures/lenet.py. */
function wave(k: number, size: number, scale: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => Math.sin(0.37 * i + k) * scale);
}

function waves() {
  const model = lenet();
  const weights = model.getWeights().map(({ shape, size }, k) => {
    const inputs = shape.slice(0, -1).reduce((product, n) => product * n, 1);
    return tf.tensor(wave(k, size, shape.length === 1 ? 0.1 : Math.sqrt(2 / inputs)), shape);
  });
  model.setWeights(weights);
  tf.dispose(weights);
  return model;
}

const picture = wave(10, 784, 0.5).map((value) => value + 0.5);
let model: ReturnType<typeof waves>;
let tensors: number;

beforeAll(async () => {
  await ready();
  model = waves();
  featureMaps(model, picture);
  tensors = tf.memory().numTensors;
});

function close(values: ArrayLike<number>, expected: readonly number[], within: number) {
  expect(values).toHaveLength(expected.length);
  const apart = expected.map((value, i) => Math.abs(value - values[i]!));
  expect(Math.max(...apart)).toBeLessThan(within);
}

describe("filters()", () => {
  test("takes the first convolution's weights apart", () => {
    const { layer, shape, values } = filters(model);
    expect([layer, shape, values.length]).toEqual(["conv1", [5, 5, 1], 6]);
    const kernel = wave(0, 150, Math.sqrt(2 / 25));
    expect(values[2]).toEqual(kernel.filter((_, i) => i % 6 === 2));
  });

  test("draws deeper filters channel by channel", () => {
    const { values, shape } = filters(model, { layer: "conv2" });
    expect([values.length, shape]).toEqual([16, [5, 5, 6]]);
  });
});

describe("featureMaps()", () => {
  test("has each channel of the layer", () => {
    const { maps, shape } = featureMaps(model, picture, { layer: "conv2" });
    expect([maps.length, shape]).toEqual([16, [10, 10, 16]]);
    const part = tf.model({ inputs: model.inputs, outputs: model.getLayer("conv2").output });
    const made = tf.tidy(() =>
      (part.predict(tf.tensor4d(picture, [1, 28, 28, 1])) as tf.Tensor).dataSync(),
    );
    expect([...maps[5]!]).toEqual([...made.filter((_, i) => i % 16 === 5)]);
  });
});

describe("gradCam()", () => {
  const seen = () => gradCam(model, picture, { target: known.target });

  test("has PyTorch's score, weights, map and heat", () => {
    const { layer, score, weights, map, size, heat } = seen();
    expect([layer, size]).toEqual(["conv2", [10, 10]]);
    expect(score).toBeCloseTo(known.score, 4);
    const largest = Math.max(...known.weights.map(Math.abs));
    close(weights, known.weights, 1e-5 * largest);
    close(map, known.map, 1e-4 * Math.max(...known.map));
    close(heat, known.heat, 1e-4);
  });

  test("asks about the model's own answer when told nothing, and shows itself", () => {
    const { target } = gradCam(model, picture);
    const answer = tf.tidy(() =>
      (model.predict(tf.tensor4d(picture, [1, 28, 28, 1])) as tf.Tensor).argMax(-1).dataSync(),
    );
    expect(target).toBe(answer[0]);
    expect(Object.keys(bundleOf(seen()))).toEqual(
      expect.arrayContaining(["image/png", "text/html"]),
    );
  });

  test("leaves the layer as it was", () => {
    seen();
    expect(Object.hasOwn(model.getLayer("conv2"), "call")).toBe(false);
    expect(seen().map).toEqual(seen().map);
  });
});

describe("occlusion()", () => {
  test("has PyTorch's losses", () => {
    const options = { target: known.target, size: 8, stride: 5, fill: 0.25 };
    const { losses, probability, heat } = occlusion(model, picture, options);
    expect(probability).toBeCloseTo(known.probability, 5);
    losses.forEach((row, i) => {
      close(row, known.losses[i]!, 1e-5);
    });
    expect(heat[0]).toBeCloseTo(losses[0]![0]!, 5);
    expect(heat[6]).toBeCloseTo((losses[0]![0]! + losses[0]![1]!) / 2, 5);
  });
});

describe("activationMaximisation()", () => {
  test("climbs as PyTorch does", () => {
    const options = { layer: "conv2", units: [3], steps: 12 };
    const { images, activations } = activationMaximisation(model, options);
    close(activations[0]!, known.activations, 1e-3 * Math.max(...known.activations));
    expect(activations[0]!.at(-1)).toBeGreaterThan(activations[0]![0]!);
    const rows = [0, 9, 18, 27].flatMap((row) => [...images[0]!.slice(28 * row, 28 * row + 28)]);
    close(rows, known.climbed, 5e-3);
  });

  test("does so for a class", () => {
    const { activations } = activationMaximisation(model, {
      layer: "dense3",
      units: [7],
      steps: 15,
      stepSize: 0.002,
      decay: 0,
      blurEvery: 0,
    });
    expect(activations[0]!.at(-1)).toBeGreaterThan(activations[0]![0]!);
  });
});

describe("strongestPatches()", () => {
  test("cuts out what made the largest activation", () => {
    const pictures = [0, 1, 2, 3].map((k) => wave(k * k, 784, 0.5).map((value) => value + 0.5));
    const { patches, shape } = strongestPatches(model, pictures, { units: [0, 4], count: 3 });
    expect(shape).toEqual([5, 5, 1]);
    const { values } = filters(model);
    const bias = wave(1, 6, 0.1);
    for (const [row, unit] of [0, 4].entries()) {
      const strengths = patches[row]!.map(({ activation }) => activation);
      expect([...strengths].sort((a, b) => b - a)).toEqual(strengths);
      for (const { pixels, activation } of patches[row]!) {
        const sum = pixels.reduce(
          (total, value, i) => total + value * values[unit]![i]!,
          bias[unit]!,
        );
        expect(sum).toBeCloseTo(activation, 4);
      }
    }
  });
});

describe("receptiveField()", () => {
  const field = (name: string) => receptiveField(model, model.getLayer(name))[0];

  test("goes through windows, strides and padding", () => {
    expect(field("conv1")).toEqual({ size: 5, stride: 1, start: -2 });
    expect(field("pool1")).toEqual({ size: 6, stride: 2, start: -2 });
    expect(field("conv2")).toEqual({ size: 14, stride: 2, start: -2 });
    expect(field("pool2")).toEqual({ size: 16, stride: 4, start: -2 });
  });

  test("knows strides and gaps of one layer", () => {
    const wide = net(
      [32, 32, 3],
      conv(4, 3, { stride: 2 }),
      conv(4, 3, { dilation: 2 }),
      pool(2),
      flatten(),
      dense(2),
    );
    expect(receptiveField(wide, wide.getLayer("conv2"))[1]).toEqual({
      size: 11,
      stride: 2,
      start: 0,
    });
    wide.dispose();
  });
});

test("no tensor is left behind, also when something fails", () => {
  expect(() => gradCam(model, picture, { layer: "dense1" })).toThrow("choose one before flatten()");
  expect(() => occlusion(model, picture, { target: 10 })).toThrow("the model has classes 0 to 9");
  expect(tf.memory().numTensors).toBe(tensors);
});

test("what does not fit is refused with what would", () => {
  expect(() => featureMaps(model, [1, 2])).toThrow(
    "pictures of 28 × 28 × 1, which are 784 numbers, got 2",
  );
  expect(() => featureMaps(model, picture, { layer: "conv9" })).toThrow(
    'Cannot show the feature maps of layer "conv9": the model has input, conv1',
  );
  expect(() => featureMaps(model, picture, { layer: "dense1" })).toThrow("this one makes [120]");
  expect(() => filters(model, { layer: "pool1" })).toThrow("got a MaxPooling2D");
  expect(() => filters(net([4], dense(2)))).toThrow("it needs a layer of convolutions");
  expect(() => gradCam(net([4], dense(2)), [1, 2, 3, 4])).toThrow(
    "it needs a layer of convolutions",
  );
  expect(() => occlusion(model, picture, { size: 29 })).toThrow("the picture is 28 × 28");
  expect(() => activationMaximisation(model, { units: [99] })).toThrow("conv2 has 0 to 15");
  expect(() => strongestPatches(model, [])).toThrow("without pictures");
  expect(() => strongestPatches(model, [picture], { units: [6] })).toThrow("conv1 has 0 to 5");
  expect(() => strongestPatches(model, [[1]])).toThrow("pictures need 784 numbers, 0 has 1");
});
