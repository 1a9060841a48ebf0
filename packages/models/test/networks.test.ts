import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import {
  alexnet,
  mobilenetV1,
  mobilenetV2,
  type Net,
  resnet18,
  resnet34,
  resnet50,
  squeezenet,
  summary,
  vgg16,
} from "@rosenblatt/models";
import known from "./fixtures/networks.json";

beforeAll(() => ready());

/** Millions of numbers: as much as a slow machine may need. */
const patience = 300_000;

// Jest looks names of the global object up slowly, which counts in long loops.
const { floor, sin } = Math;

/** The numbers of fixtures/networks.py. */
function noise(shape: readonly number[], k: number): Float32Array {
  const values = new Float32Array(shape.reduce((product, side) => product * side, 1));
  for (let i = 0; i < values.length; i++) {
    const value = sin(i * 12.9898 + k * 78.233) * 43758.5453;
    values[i] = value - floor(value) - 0.5;
  }
  return values;
}

function weight(name: string, shape: readonly number[]): Float32Array {
  const k = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 97;
  const taps = name.includes("depthwise") ? shape.slice(0, 2) : shape.slice(0, -1);
  const inputs = taps.reduce((product, side) => product * side, 1);
  const [about, scale] = name.endsWith("kernel")
    ? [0, Math.sqrt(24 / inputs)]
    : [/gamma|variance/.test(name) ? 1 : 0, 0.2];
  return noise(shape, k).map((value) => about + scale * value);
}

/** What a network with the fixture's weights answers to its picture. */
function answers(model: tf.LayersModel): Float32Array {
  return tf.tidy(() => {
    for (const variable of model.weights) {
      const shape = variable.shape as number[];
      variable.write(tf.tensor(weight(variable.originalName, shape), shape));
    }
    const [, ...sizes] = model.inputs[0]!.shape as number[];
    const x = tf.tensor(noise([1, ...sizes], 5), [1, ...sizes]);
    return (model.predict(x) as tf.Tensor).dataSync() as Float32Array;
  });
}

describe("networks of the papers", () => {
  test.each([
    ["resnet18: torchvision", resnet18, 11_689_512, 11_699_112, 1_814_073_344],
    ["resnet34: torchvision", resnet34, 21_797_672, 21_814_696, 3_663_761_408],
    ["resnet50: torchvision", resnet50, 25_557_032, 25_610_152, 4_089_184_256],
    ["squeezenet: the paper, torchvision", squeezenet, 1_248_424, 1_248_424, 818_924_576],
    ["mobilenetV1: Keras", mobilenetV1, 4_231_976, 4_253_864, 568_740_352],
    ["mobilenetV2: torchvision, Keras", mobilenetV2, 3_504_872, 3_538_984, 300_774_272],
  ])(
    "have the published counts: %s",
    (_, make, trainable, parameters, multAdds) => {
      const model: tf.LayersModel = make();
      expect(summary(model)).toMatchObject({ trainable, parameters, multAdds });
      model.dispose();
    },
    patience,
  );

  test(
    "have a quarter of the filters and units, and the counts that follow from that",
    () => {
      // By the sums that give torchvision's 61,100,840 and 138,357,544 parameters of the whole.
      expect(summary(alexnet({ width: 0.25 }))).toMatchObject({
        parameters: 4_593_848,
        multAdds: 58_581_680,
      });
      expect(summary(vgg16({ width: 0.25 }))).toMatchObject({
        parameters: 9_418_936,
        multAdds: 983_916_544,
      });
    },
    patience,
  );

  test.each([
    ["resnet18", () => resnet18({ shape: [64, 64, 3], classes: 10 })],
    ["resnet50", () => resnet50({ shape: [64, 64, 3], classes: 10 })],
    ["squeezenet", () => squeezenet({ shape: [72, 72, 3], classes: 10 })],
    ["mobilenetV1", () => mobilenetV1({ shape: [32, 32, 3], classes: 10, width: 0.25 })],
    ["mobilenetV2", () => mobilenetV2({ shape: [32, 32, 3], classes: 10, width: 0.35 })],
  ] as const)(
    "answer as torchvision's or Keras' with the same weights: %s",
    (name, make) => {
      const model: tf.LayersModel = make();
      const [found, wanted] = [answers(model), known[name]];
      const most = Math.max(...wanted.map(Math.abs));
      expect(found).toHaveLength(10);
      wanted.forEach((value, i) => {
        expect(found[i]! / most).toBeCloseTo(value / most, 3);
      });
      model.dispose();
    },
    patience,
  );

  test("take pictures, classes and a width, and know the shapes", () => {
    const shape = [64, 64, 1] as const;
    const small: Net<typeof shape, readonly [7]> = resnet18({ shape, classes: 7, width: 0.125 });
    expect(small.outputs[0]!.shape).toEqual([null, 7]);
    expect(small.getLayer("stage4.residual1.conv1").outputShape).toEqual([null, 2, 2, 64]);
    for (const make of [alexnet, vgg16, squeezenet, mobilenetV1, mobilenetV2, resnet50]) {
      const model = make({ shape, classes: 7, width: 0.125 });
      expect(model.outputs[0]!.shape).toEqual([null, 7]);
      expect(model.countParams()).toBeLessThan(3e6);
      expect(() => make({ width: -1 })).toThrow(/Cannot make .*\(\) with width = -1/);
    }
  });

  test("refuse pictures that are too small", () => {
    expect(() => alexnet({ shape: [32, 32, 3], width: 0.1 })).toThrow("Cannot add pool(3)");
    expect(() => vgg16({ shape: [16, 16, 3], width: 0.1 })).toThrow("Cannot add pool(2)");
  });
});
