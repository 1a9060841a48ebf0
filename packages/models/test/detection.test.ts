import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { bundleOf } from "@rosenblatt/plots";
import {
  conv,
  type Detector,
  diagram,
  fcos,
  featurePyramid,
  isDetector,
  mobilenetV2,
  net,
  pool,
  resnet18,
  squeezenet,
  ssd,
  summary,
} from "../src/index.js";

beforeAll(ready);

const classes = ["background", "dog", "cat"] as const;
const shape = [64, 64, 3] as const;

const made: readonly (readonly [string, () => Detector, number])[] = [
  [
    "fcos() on ResNet-18",
    () => fcos({ classes, encoder: resnet18({ shape, width: 0.125 }), strides: [4, 8] }),
    16 * 16 + 8 * 8,
  ],
  [
    "ssd() on MobileNetV2",
    () => ssd({ classes, encoder: mobilenetV2({ shape, width: 0.35 }), strides: [8, 16, 32] }),
    6 * (8 * 8 + 4 * 4 + 2 * 2),
  ],
];

describe.each(made)("%s", (_, make, places) => {
  test("gives a box, whether it is one, and a logit a class for each anchor", () => {
    const detector = make();
    expect(isDetector(detector)).toBe(true);
    expect(detector.outputShape).toEqual([null, places, 4 + 1 + 2]);
    expect(detector.anchors).toHaveLength(places);
    expect(detector.things).toEqual([1, 2]);
  });

  test("starts near the anchors, and sure of nothing", () => {
    const detector = make();
    const outputs = tf.tidy(
      () => (detector.apply(tf.zeros([1, ...shape])) as tf.Tensor3D).arraySync()[0]!,
    );
    outputs.forEach(([x, y, width, height, object], i) => {
      const [left, top, across, down] = detector.anchors[i]!;
      const apart = [x! - left, y! - top, width! - across, height! - down];
      expect(Math.max(...apart.map(Math.abs))).toBeLessThan(0.2 * Math.max(across, down));
      expect(1 / (1 + Math.exp(-object!))).toBeCloseTo(0.01, 1);
    });
  });

  test("shows itself, with the layers that levels share", () => {
    const detector = make();
    const { layers, parameters } = summary(detector);
    expect(parameters).toBe(detector.countParams());
    const shared = layers.find(({ name }) => name === "find.conv1")!;
    expect(shared.multAdds).toBeGreaterThan(64 * 64 * 9 * shared.output[0]! * shared.output[1]!);
    expect(bundleOf(detector)["text/plain"]).toContain("find.conv1");
    expect(bundleOf(diagram(detector))).toBeDefined();
  });
});

test("weights of the encoder are shared, and its end is left out", () => {
  const encoder = resnet18({ shape, classes: 5, width: 0.125 });
  const detector = fcos({ classes, encoder, strides: [8] });
  const names = detector.layers.map(({ name }) => name);
  expect(detector.layers.some((layer) => layer === encoder.getLayer("stem.conv1"))).toBe(true);
  expect(names.some((name) => /stage4|dense/.test(name))).toBe(false);
});

test("an encoder whose windows cut edges off has its nearest sizes brought to the strides", () => {
  const encoder = squeezenet({ shape, width: 0.25 });
  const pyramid = featurePyramid(encoder, { strides: [8, 16], channels: 8 });
  const sides = [8, 16].map((stride) => shape[0] / stride);
  expect(pyramid.outputShape).toEqual(sides.map((side) => [null, side, side, 8]));
});

test("refuses what no detector can be made of, with a cure", () => {
  const encoder = net([32, 32, 1], conv(4, 3, { pad: "same" }), pool(2));
  expect(() => fcos({ classes, encoder, strides: [8] })).toThrow(
    "Cannot make a level of stride 8: the encoder's outputs on pictures of 32 × 32 " +
      "have strides of 1, 2",
  );
  expect(() => ssd({ classes: ["background"], encoder, strides: [2] })).toThrow(
    'Cannot make ssd() for the classes [background]: it needs one to find, such as ["cell"]',
  );
  expect(() => ssd({ classes, encoder, strides: [2], ratios: [0] })).toThrow("must be above 0");
  expect(() => fcos({ classes, encoder, strides: [2], channels: 0 })).toThrow(
    "Cannot make a feature pyramid with channels = 0",
  );
  expect(() => fcos({ classes, encoder, strides: [2], depth: -1 })).toThrow(
    "Cannot make fcos() with depth = -1: it must be a whole number from 0 on",
  );
  expect(() => fcos({ classes, encoder, strides: [2, 1] })).toThrow(
    "Cannot make levels of strides [2, 1]: they must rise",
  );
});
