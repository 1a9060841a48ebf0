import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { cocoPanoptic, segmentMap, writeCocoPanoptic, writeSegmentMap } from "@rosenblatt/datasets";
import { jit, ready, tf } from "@rosenblatt/engine";
import { bundleOf } from "@rosenblatt/plots";
import {
  accuracy,
  type LabelMap,
  meanIou,
  type PanopticPicture,
  panopticReport,
  segmentationReport,
} from "../src/index.js";
import * as fixture from "./fixtures/segmentation.json";

beforeAll(ready);

const unpacked = (text: string) => inflateSync(Buffer.from(text, "base64"));

/** Null stands for no number. */
function expectAll(found: readonly number[], expected: readonly (number | null)[]): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, i) => {
    const wanted = expected[i] ?? Number.NaN;
    if (Number.isNaN(wanted)) expect(value).toBeNaN();
    else expect(Math.abs(value - wanted)).toBeLessThan(1e-9);
  });
}

describe("segmentationReport()", () => {
  test.each(fixture.semantic)("gives the defined scores: $name", (expected) => {
    const maps = expected.pairs as [number, number, string, string][];
    const said = maps.map(([height, width, text]) => ({ height, width, labels: unpacked(text) }));
    const truths = maps.map(([height, width, , text]) => {
      return { height, width, labels: unpacked(text) };
    });
    const classes = Array.from({ length: expected.classes }, (_, i) => `class ${i}`);
    const report = segmentationReport(said, truths, { classes, tolerance: expected.tolerance });
    for (const key of [
      ...(["pixelAccuracy", "meanAccuracy", "meanIou"] as const),
      ...(["frequencyWeightedIou", "boundaryF1"] as const),
    ]) {
      expect(Math.abs(report[key] - expected[key])).toBeLessThan(1e-9);
    }
    for (const [c, scores] of expected.each.entries()) {
      const { accuracy, iou, boundaryF1 } = report.classes[c]!;
      expectAll([accuracy, iou, boundaryF1], scores);
    }
  });

  const truth: LabelMap = { height: 2, width: 3, labels: [0, 0, 1, 0, 9, 1] };
  const options = { classes: ["sky", "sea", "none"], ignore: 9 };

  test("counts pixels, but for those to ignore, and shows itself as a table", () => {
    const said = { ...truth, labels: Int32Array.of(0, 1, 1, 0, 0, 1) };
    const report = segmentationReport([said], [truth], options);
    expect(report.confusion).toEqual([
      [2, 1, 0],
      [0, 2, 0],
      [0, 0, 0],
    ]);
    expect(report.classes.map(({ pixels }) => pixels)).toEqual([3, 2, 0]);
    expect(report.classes[2]).toMatchObject({ accuracy: NaN, iou: NaN, boundaryF1: NaN });
    const text = String(bundleOf(report)["text/plain"]);
    expect(text).toMatch(/^80.0 % of pixels correct, mean IoU 0.667, weighted by pixels 0.667\n/);
    expect(text).toMatch(/mean +5 +0.8333 +0.6667 [\s\S]*sky +3 [\s\S]*none +0 +NaN/);
  });

  test("is 1 of the truth itself, and 0 where one alone has boundaries", () => {
    const whole = { ...truth, labels: [0, 0, 1, 0, 0, 1] };
    const right = segmentationReport([whole], [whole], options);
    expect([right.meanIou, right.boundaryF1, right.pixelAccuracy]).toEqual([1, 1, 1]);
    const flat = { ...truth, labels: [0, 0, 0, 0, 0, 0] };
    expect(segmentationReport([flat], [whole], options).boundaryF1).toBe(0);
    expect(segmentationReport([flat], [flat], options).boundaryF1).toBeNaN();
  });

  test("refuses what does not fit together", () => {
    const score = (said: readonly LabelMap[]) => () => segmentationReport(said, [truth], options);
    expect(score([])).toThrow(/a prediction for each picture, and at least one, got 0 for 1/);
    expect(score([{ ...truth, width: 2 }])).toThrow(/its prediction 2 × 2 and 6; bring both/);
    expect(score([{ ...truth, labels: [0] }])).toThrow(/2 × 3 and 1/);
    expect(score([{ ...truth, labels: [0, 0, 3, 0, 0, 0] }])).toThrow(
      /pixel 2 .* class 3; classes/,
    );
    expect(score([{ ...truth, labels: [NaN, 0, 1, 0, 0, 0] }])).toThrow(/class NaN/);
    const odd = { ...truth, labels: [-1, 0, 0, 0, 0, 0] };
    expect(() => segmentationReport([truth], [odd], options)).toThrow(/class -1/);
  });
});

type Row = (typeof fixture.panoptic)[number]["pictures"][number];

function panopticPicture({ size }: Row, text: string, rows: number[][]): PanopticPicture {
  const bytes = unpacked(text);
  const ids = Int32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readInt32LE(4 * i));
  const segments = rows.map(([id, category, crowd]) => {
    return { id: id!, category: category!, crowd: crowd === 1 };
  });
  return { height: size[0]!, width: size[1]!, ids, segments };
}

describe("panopticReport()", () => {
  test.each(fixture.panoptic)("equals panopticapi: $name", (expected) => {
    const { pictures } = expected;
    const said = pictures.map((row) => panopticPicture(row, row.said, row.segmentsSaid));
    const truths = pictures.map((row) => panopticPicture(row, row.truth, row.segmentsTrue));
    const categories = expected.categories.map(([id, thing]) => {
      return { id: id!, name: `category ${id}`, thing: thing === 1 };
    });
    const report = panopticReport(said, truths, { categories });
    for (const [key, { pq, sq, rq }] of [
      ["all", report],
      ["things", report.things],
      ["stuff", report.stuff],
    ] as const) {
      expectAll([pq, sq, rq], expected[key]);
    }
    for (const [c, scores] of expected.each.entries()) {
      const { pq, sq, rq, truePositives, falsePositives, falseNegatives } = report.classes[c]!;
      expectAll([pq, sq, rq], scores ?? [null, null, null]);
      expect([truePositives, falsePositives, falseNegatives]).toEqual(expected.counts[c]);
    }
    expect(report.categories).toBe(expected.each.filter((scores) => scores !== null).length);
  });

  test("takes files in COCO's format, whose pictures are in one order", async () => {
    const { pictures, ...expected } = fixture.panoptic[0]!;
    const folder = await mkdtemp(join(tmpdir(), "panoptic-"));
    const categories = expected.categories.map(([id, thing]) => {
      return { id: id!, name: `category ${id}`, thing: thing === 1 };
    });
    const images = pictures.map(({ size }, i) => {
      return { id: i + 1, file: `${i + 1}.jpg`, height: size[0]!, width: size[1]! };
    });
    /** Writes these pictures, in this order, and reads them as anybody would. */
    const throughFiles = async (name: string, all: readonly PanopticPicture[]) => {
      const annotations = await Promise.all(
        all.map(async ({ image = 0, segments, ...map }) => {
          const file = `${name}-${image}.png`;
          await writeSegmentMap(map, join(folder, file));
          const box = [0, 0, map.width, map.height] as const;
          const rows = segments.map(({ id, category, crowd = false }) => {
            const area = Array.from(map.ids).filter((pixel) => pixel === id).length;
            return { id, category, crowd, area, box };
          });
          return { image, file, segments: rows };
        }),
      );
      const path = join(folder, `${name}.json`);
      await writeCocoPanoptic({ images, categories, annotations }, path);
      const set = await cocoPanoptic(path);
      return Promise.all(
        set.annotations.map(async (each) => {
          return { ...each, ...(await segmentMap(join(folder, each.file))) };
        }),
      );
    };
    const truths = pictures.map((row, i) => {
      return { ...panopticPicture(row, row.truth, row.segmentsTrue), image: i + 1 };
    });
    const said = pictures.map((row, i) => {
      return { ...panopticPicture(row, row.said, row.segmentsSaid), image: i + 1 };
    });
    const read = await throughFiles("truth", truths);
    const found = await throughFiles("found", said.reverse());
    expect(() => panopticReport(found, read, { categories })).toThrow(
      `expected a prediction for image 1, got one for image ${pictures.length}; bring both into`,
    );
    const { pq, sq, rq } = panopticReport(found.reverse(), read, { categories });
    expectAll([pq, sq, rq], expected.all);
    await rm(folder, { recursive: true });
  });

  const truth: PanopticPicture = {
    height: 1,
    width: 6,
    ids: [1, 1, 1, 2, 2, 0],
    segments: [
      { id: 1, category: 1 },
      { id: 2, category: 2, crowd: true },
    ],
  };
  const categories = [
    { id: 1, name: "cat", thing: true },
    { id: 2, name: "sky", thing: false },
  ];

  test("is 1 of the truth itself, and takes pictures one at a time", () => {
    const one = function* () {
      yield truth;
    };
    const report = panopticReport(one(), one(), { categories });
    expect(report).toMatchObject({ pq: 1, sq: 1, rq: 1, categories: 1 });
    expect(report.stuff).toEqual({ pq: NaN, sq: NaN, rq: NaN, categories: 0 });
    const text = String(bundleOf(report)["text/plain"]);
    expect(text).toMatch(/^Segments: PQ 1.000, SQ 1.000, RQ 1.000\nclass +segments +PQ/);
    expect(text).toMatch(/things +1 +1 +1 +1\nstuff +0 +NaN/);
  });

  test("refuses what does not fit together", () => {
    const score = (changes: Partial<PanopticPicture>) => () =>
      panopticReport([{ ...truth, ...changes }], [truth], { categories });
    expect(() => panopticReport([], [truth], { categories })).toThrow(/pictures lack predictions/);
    expect(() => panopticReport([truth], [], { categories })).toThrow(/more predictions than/);
    expect(score({ width: 5 })).toThrow(/the prediction of picture 0 has 1 × 5 pixels and 6 ids/);
    expect(score({ ids: [1, 1, 1, 2, 2, 7] })).toThrow(
      /pixels of 7, which is none of its segments/,
    );
    expect(score({ ids: [1, 1, 1, 1, 1, 0] })).toThrow(/a segment 2 twice, or without pixels/);
    expect(score({ segments: [{ id: 1, category: 5 }] })).toThrow(/category 5, which is none/);
    expect(score({ segments: [{ id: 0, category: 1 }] })).toThrow(/a segment 0; ids are whole/);
  });
});

describe.each(["eager", "traced"] as const)("metrics of pixels, %s", (gear) => {
  const said = tf.tensor4d([3, 0, 0, 0, 2, 1, 0, 1, 2, 5, 0, 0], [1, 2, 2, 3]);
  const labels = tf.tensor([0, 1, 2, 255], [1, 2, 2], "int32");
  const measure = (of: (outputs: tf.Tensor, labels: tf.Tensor) => tf.Tensor) =>
    gear === "eager" ? of(said, labels) : jit(of)(said, labels);

  test("accuracy is the share of the pixels that have a class", async () => {
    const wrong = tf.tensor([1, 1, 255, -1], [1, 2, 2], "int32");
    expect((await measure(accuracy)).dataSync()[0]).toBe(1);
    expect(accuracy(said, wrong).dataSync()[0]).toBe(0.5);
  });

  test("meanIou is that of segmentationReport", async () => {
    const truth = { height: 2, width: 2, labels: [0, 0, 2, 255] };
    const map = { height: 2, width: 2, labels: [0, 1, 2, 0] };
    const wanted = segmentationReport([map], [truth], { classes: ["a", "b", "c"] }).meanIou;
    const { counts, value } = meanIou();
    const others = tf.tensor(truth.labels, [1, 2, 2], "int32");
    const of = (x: tf.Tensor) => counts(x, others as tf.Tensor as tf.Tensor1D);
    const counted = gear === "eager" ? of(said) : await jit(of)(said);
    expect(value([...counted.dataSync()])).toBeCloseTo(wanted, 6);
  });
});
