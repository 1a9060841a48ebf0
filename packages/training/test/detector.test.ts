import { beforeAll, describe, expect, test } from "@jest/globals";
import {
  type Box,
  type BoxEdges,
  type Detection,
  dataset,
  flip,
  Split,
} from "@rosenblatt/datasets";
import { jit, ready, tf } from "@rosenblatt/engine";
import { anchors, conv, fcos, net, ssd } from "@rosenblatt/models";
import { bundleOf } from "@rosenblatt/plots";
import {
  adam,
  detect,
  detectionLoss,
  detectionReport,
  detections,
  evaluate,
  fit,
  matchPlaces,
} from "../src/index.js";
import known from "./fixtures/detector.json";

beforeAll(ready);

const classes = ["background", "bright", "dark"] as const;
const side = 32;
const shape = [side, side, 1] as const;

/** Grey pictures with one or two rectangles, bright or dark, whose places come from a formula. */
function rectangles(count: number, from: number) {
  const inputs = new Float32Array(count * side * side).fill(0.5);
  const number = (i: number, most: number) =>
    Math.floor((Math.abs(Math.sin((from + i) * 12.9898) * 43758.5453) % 1) * most);
  const boxes = Array.from({ length: count }, (_, i) =>
    Array.from({ length: 1 + (i % 2) }, (_, k): Box => {
      const [x, y] = [16 * k + number(8 * i + k, 6), number(8 * i + k + 2, 16)];
      const [width, height] = [6 + number(8 * i + k + 4, 5), 6 + number(8 * i + k + 6, 9)];
      return { x, y, width, height, label: 1 + number(8 * i + k + 7, 2) };
    }),
  );
  boxes.forEach((own, i) => {
    for (const { x, y, width, height, label } of own) {
      for (let row = y; row < y + height; row += 1) {
        const start = i * side * side + row * side + x;
        inputs.fill(label === 1 ? 1 : 0, start, start + width);
      }
    }
  });
  const labels = new Int32Array(count);
  return new Split({ shape, classes, inputs, labels, boxes });
}

const sources = { licence: "none", source: "", citation: "" };
const data = dataset(
  { name: "Rectangles", shape, classes, ...sources },
  { train: rectangles(192, 0), test: rectangles(32, 1e5) },
);
const truths = {
  images: data.test.boxes!.map((_, i) => ({ id: i + 1 })),
  categories: [
    { id: 1, name: "bright" },
    { id: 2, name: "dark" },
  ],
  annotations: data.test.boxes!.flatMap((own, i) =>
    own.map(({ x, y, width, height, label }) => {
      return { image: i + 1, category: Number(label), box: [x, y, width, height] as const };
    }),
  ),
};
const encoder = () =>
  net(
    shape,
    conv(12, 3, { pad: "same", stride: 2 }),
    conv(24, 3, { pad: "same", stride: 2 }),
    conv(24, 3, { pad: "same" }),
  );
const made = {
  fcos: () => fcos({ classes, encoder: encoder(), strides: [4], channels: 24 }),
  ssd: () => ssd({ classes, encoder: encoder(), strides: [4], channels: 24, sizes: [2, 3] }),
};

describe.each([
  ["fcos", "traced"],
  ["ssd", "traced"],
  ["fcos", "eager"],
] as const)("%s() in the %s gear", (kind, gear) => {
  const epochs = gear === "traced" ? 6 : 1;

  test("learns boxes by fit, which flips move, and finds them", async () => {
    const detector = made[kind]();
    const run = fit(detector, data.augment(flip()), {
      ...{ epochs, batchSize: 16, optimizer: adam(0.01), gear, seed: 3, show: false },
    });
    const { loss, valLoss } = await run;
    expect(run.latest?.note).toBeUndefined();
    const measured = await evaluate(detector, data.test, { gear });
    expect(valLoss.at(-1)).toBeCloseTo(measured.loss, 4);
    const found = await detect(detector, data.test, { gear });
    expect(found.every(({ category }) => category > 0)).toBe(true);
    if (gear === "eager") return;
    expect(loss.at(-1)!).toBeLessThan(loss[0]! / 2);
    expect(detectionReport(found, truths).ap50).toBeGreaterThan(0.8);
    const anything = await detect(detector, data.test, { scores: "found" });
    for (const { image, category, box, score } of anything.slice(0, 20)) {
      const named = found.find((each) => each.image === image && `${each.box}` === `${box}`);
      if (named?.category === category) expect(named.score).toBeLessThanOrEqual(score);
    }
    expect(new Set(anything.map(({ image, box }) => `${image} ${box}`)).size).toBe(anything.length);
    const { "text/plain": text } = bundleOf(detections(found, data.test, { count: 32 }));
    expect(text).toMatch(/32 pictures; boxes: \d+ right/);
  });
});

test("a detector of a single class learns to find", async () => {
  const marked = (part: typeof data.train) => {
    const boxes = part.boxes!.map((own) => own.map((box) => ({ ...box, label: 0 })));
    return new Split({ ...part, classes: ["thing"], boxes });
  };
  const [train, test] = [marked(data.train), marked(data.test)];
  const things = dataset(
    { name: "Things", shape, classes: ["thing"], ...sources },
    { train, test },
  );
  const detector = fcos({
    classes: things.classes,
    encoder: encoder(),
    strides: [4],
    channels: 24,
  });
  expect(detector.outputShape).toEqual([null, 64, 6]);
  const run = fit(detector, things, {
    ...{ epochs: 4, batchSize: 16, optimizer: adam(0.01), seed: 3, show: false },
  });
  const { loss } = await run;
  expect(run.latest?.note).toBeUndefined();
  expect(loss.at(-1)!).toBeLessThan(0.7 * loss[0]!);
  const found = await detect(detector, things.test);
  const thing = { id: 0, name: "thing" };
  const annotations = truths.annotations.map((each) => ({ ...each, category: thing.id }));
  const report = detectionReport(found, { ...truths, categories: [thing], annotations });
  expect(report.ap50).toBeGreaterThan(0.5);
});

describe("matchPlaces()", () => {
  const facts = (boxes: readonly BoxEdges[], places: readonly BoxEdges[]) => [
    ...matchPlaces({ anchors: places, matching: { by: "middle", reach: 2 } }, boxes),
  ];
  const row = anchors({ grid: [1, 4], stride: 8, sizes: [16] });

  test("places near a box's middle and within it tell of it", () => {
    expect(facts([[0, 0, 32, 8]], row)).toEqual([-1, 0, 0, -1]);
    expect(facts([[11, 0, 10, 8]], row)).toEqual([-1, 0, 0, -1]);
    expect(facts([[13, 0, 6, 8]], row)).toEqual([-1, -1, -1, -1]);
    expect(facts([], row)).toEqual([-1, -1, -1, -1]);
  });

  test("of several boxes the smallest counts", () => {
    const boxes = [
      [10, 0, 8, 8],
      [0, 0, 32, 8],
    ] as const;
    expect(facts(boxes, row)).toEqual([-1, 0, 1, -1]);
    expect(facts([...boxes].reverse(), row)).toEqual([-1, 1, 0, -1]);
  });

  test("boxes belong to the first level that reaches as far, else to the last", () => {
    const coarse = anchors({ grid: [1, 2], stride: 16, sizes: [24] });
    const places = [...row, ...coarse];
    expect(facts([[0, 0, 33, 16]], places)).toEqual([-1, -1, -1, -1, 0, 0]);
    expect(facts([[0, 0, 90, 16]], coarse)).toEqual([-1, -1]);
    expect(facts([[-20, 0, 90, 16]], places)).toEqual([-1, -1, -1, -1, -1, 0]);
  });
});

describe("detectionLoss()", () => {
  /** The values that fixtures/make_detector.py starts from. */
  const wave = (size: number, at: number) =>
    tf.tensor(
      Array.from({ length: 12 * size }, (_, i) => Math.sin(i * 12.9898 + at * 78.233)),
      [2, 6, size],
    );
  const boxesOf = (at: number) => {
    const [corners, sides] = tf.split(wave(4, at), 2, 2) as [tf.Tensor, tf.Tensor];
    return tf.concat([corners.mul(6), sides.abs().mul(5).add(2)], 2);
  };

  test("equals PyTorch's, with its gradient, in both gears", async () => {
    const detector = made.fcos();
    const loss = detectionLoss(detector);
    const own = Array.from({ length: 12 }, (_, i) => ((i * 7) % 5) - 2);
    const there = tf.tensor(
      own.map((label) => Number(label >= 0)),
      [2, 6, 1],
    );
    const labels = tf.concat([tf.tensor(own, [2, 6, 1]), boxesOf(2).mul(there)], 2);
    const outputs = tf.concat([boxesOf(1), wave(1 + 3, 3).mul(2)], 2);
    const measured = (x: tf.Tensor) => {
      const of = (y: tf.Tensor) => loss(y, labels as never, y);
      const { value, grad } = tf.valueAndGrad(of)(x);
      return [value, grad];
    };
    for (const result of [measured(outputs), await jit(measured)(outputs)]) {
      const [value, gradient] = result.map((each) => each.dataSync());
      expect(value![0]).toBeCloseTo(known.loss, 4);
      known.gradient.forEach((wanted, i) => void expect(gradient![i]).toBeCloseTo(wanted, 5));
    }
  });

  test("refuses what it cannot compare, with a cure", () => {
    const detector = made.fcos();
    const { labelled } = detectionLoss(detector);
    const [batch] = [{ x: new Float32Array(), y: new Int32Array(1), shape: [1, 1], count: 1 }];
    expect(() => labelled!(batch)).toThrow("Cannot train a detector on examples without boxes");
    const box = { x: 0, y: 0, width: 4, height: 4, label: 0 };
    expect(() => labelled!({ ...batch, boxes: [[box]] })).toThrow(
      "Cannot train a detector on a box of the class 0: it must be one of 1 (bright), 2 (dark)",
    );
    const named = labelled!({ ...batch, boxes: [[{ ...box, label: "dark" }]] });
    expect(named.y.filter((value) => value === 1)).not.toHaveLength(0);
    expect(() => detectionLoss(detector, { weight: -1 })).toThrow("Cannot weight boxes by -1");
  });
});

test("detections() names what is right, wrong and missed", () => {
  const [own] = data.test.boxes!;
  const [{ x, y, width, height, label }] = own as [Box];
  const box = [x, y, width, height] as const;
  const right = { image: 1, category: Number(label), box, score: 0.9 };
  const other = { ...right, category: 3 - Number(label) };
  const shown = (found: readonly Detection[]) =>
    bundleOf(detections(found, data.test, { count: 1 }));
  expect(own).toHaveLength(1);
  expect(shown([right])["text/plain"]).toBe("1 pictures; boxes: 1 right");
  expect(shown([right, { ...right, score: 0.5 }])["text/plain"]).toContain("1 right, 1 wrong");
  expect(shown([other])["text/plain"]).toContain("1 wrong, 1 missed");
  expect(shown([{ ...right, score: 0.1 }])["text/plain"]).toContain("1 missed");
  expect(shown([right])["text/html"]).toContain(`<title>right: ${classes[Number(label)]} 90 %`);
  const flat = new Split({ ...data.test, boxes: undefined });
  expect(() => detections([], flat)).toThrow("without boxes: it needs pictures with boxes");
});

test("detect() refuses pictures of another shape, and strange scores", async () => {
  const other = new Split({
    ...{ shape: [16, 16, 1] as const, classes, boxes: [[]] },
    ...{ inputs: new Float32Array(256), labels: new Int32Array(1) },
  });
  await expect(detect(made.fcos(), other as never)).rejects.toThrow(
    "Cannot detect on pictures of [16, 16, 1]: the detector's are [32, 32, 1]",
  );
  await expect(detect(made.fcos(), data.test, { scores: "none" as never })).rejects.toThrow(
    'Cannot detect with scores = "none": it must be "named" or "found"',
  );
});
