import { describe, expect, test } from "@jest/globals";
import { nullTranslator } from "@jupyterlab/translation";
import { isAnswer } from "../src/line/messages";
import { histogramFigure } from "../src/view/histogram-figure";
import { pixelColor } from "../src/view/pixel-colors";
import { tilesOf } from "../src/view/tiles";

const trans = nullTranslator.load("rosenblatt");
const pictures = {
  ...{ layer: "conv1", height: 1, width: 2, channels: 1, shown: 2, count: 9, together: 1 },
  ...{ min: -1, max: 1 },
};
const bytesOf = (...values: number[]) => new DataView(Float32Array.from(values).buffer);
const box = {
  ...{ label: "dense", kind: "dense", layers: ["dense1"], followers: [], output: [3] },
  sources: [],
};
const model = {
  ...{ name: "model1", input: [4], parameters: 1, trainable: 1, multAdds: 1, epoch: 0 },
  ...{ layers: [], boxes: [box], classes: [], examples: 0, start: false },
};

const classes = { kind: "classes", top: [{ index: 1, name: "dog", probability: 0.5 }] };
const numbers = { kind: "numbers", values: [1, null] };
const map = { kind: "map", height: 1, width: 2, classes: 2, names: ["road", "sky"] };

describe("isAnswer()", () => {
  test.each([
    ["model", model],
    ["filters", pictures],
    ["predict", classes],
    ["predict", numbers],
    ["predict", map],
  ] as const)("takes a %s as the protocol promises it", (type, value) => {
    expect(isAnswer(type, value)).toBe(true);
  });

  test.each([
    ["nothing", "model", null],
    ["a box that reads a later one", "model", { ...model, boxes: [{ ...box, sources: [0] }] }],
    ["a box without layers", "model", { ...model, boxes: [{ ...box, layers: [] }] }],
    ["sizes that are no numbers", "filters", { ...pictures, height: "5" }],
    ["a prediction of another kind", "predict", { ...classes, ...numbers, kind: "song" }],
    ["classes with a map's fields", "predict", { ...map, kind: "classes" }],
    ["numbers with the classes' fields", "predict", { ...classes, kind: "numbers" }],
    ["a map with the numbers' fields", "predict", { ...numbers, kind: "map" }],
    ["histograms without counts", "weights", { layer: "a", now: {}, epochs: [], weights: [] }],
    ["times that are text", "times", { milliseconds: { conv1: "fast" } }],
  ] as const)("refuses %s", (_, type, value) => {
    expect(isAnswer(type, value)).toBe(false);
  });
});

describe("tilesOf()", () => {
  test("colours numbers on one scale, zero in the middle", () => {
    const [first, second] = tilesOf({ result: pictures, bytes: bytesOf(-1, 0, 0, 1) }, trans);
    expect([...first!.data]).toEqual([33, 102, 172, 255, 247, 247, 247, 255]);
    expect([...second!.data]).toEqual([247, 247, 247, 255, 178, 24, 43, 255]);
    expect(pixelColor(Number.NaN, pictures)).toEqual([255, 0, 255]);
  });

  test("breaks long rows of units into lines", () => {
    const result = { ...pictures, width: 45, shown: 1 };
    const [tile] = tilesOf({ result, bytes: bytesOf(...Array(45).fill(0)) }, trans);
    expect(tile).toMatchObject({ width: 20, height: 3 });
  });

  test("refuses bytes that are not as many as told", () => {
    expect(() => tilesOf({ result: pictures, bytes: bytesOf(1) }, trans)).toThrow(/got 4 bytes/);
    expect(() => tilesOf({ result: pictures, bytes: undefined }, trans)).toThrow(/got 0 bytes/);
  });
});

describe("histogramFigure()", () => {
  const words = { epoch: "epoch", weights: "weights", weight: "weight" };
  const histogram = (epoch: number) => ({
    layer: "a",
    epoch,
    min: 0,
    max: 4,
    counts: [1, 0, 2, 1],
  });

  test("has bars in the middle of their bins, as high as the counts", () => {
    const { data } = histogramFigure([histogram(0)], words);
    expect(data).toMatchObject([{ type: "bar", x: [0.5, 1.5, 2.5, 3.5], y: [1, 0, 2, 1] }]);
  });

  test("thins many epochs to a few ridges, with the first and the last", () => {
    const many = Array.from({ length: 500 }, (_, epoch) => histogram(epoch));
    const { data, layout } = histogramFigure(many, words);
    expect(data).toHaveLength(48);
    const { ticktext } = layout!.yaxis as { ticktext: string[] };
    expect(ticktext).toEqual(["0", "65", "130", "195", "260", "325", "391", "456"]);
    const told = data!.flatMap(
      (trace) => (trace as { hovertemplate?: string }).hovertemplate ?? [],
    );
    expect([told[0], told.at(-1)]).toEqual([
      expect.stringContaining("epoch 0<"),
      expect.stringContaining("epoch 499<"),
    ]);
  });
});
