import { describe, expect, test } from "@jest/globals";
import type { BoxEdges } from "@rosenblatt/datasets";
import { anchors } from "@rosenblatt/models";
import { boxAt, boxOffsets, matchAnchors, nonMaximumSuppression } from "../src/index.js";
import known from "./fixtures/anchors.json";

const { boxes, scores, kept } = known.suppression;

/** The fixture's boxes, each once a class, with its place. */
const detections = scores.flatMap((own, category) =>
  own.map((score, place) => ({
    image: 1,
    category,
    score,
    place,
    box: boxes[place] as never as BoxEdges,
  })),
);

const by = (a: number[], b: number[]) => a[0]! - b[0]! || a[1]! - b[1]!;

describe("nonMaximumSuppression()", () => {
  test.each(["0.3", "0.5", "0.7"] as const)("keeps what ONNX Runtime keeps, iou %s", (iou) => {
    const left = nonMaximumSuppression(detections, { iou: Number(iou) });
    expect(left.map(({ category, place }) => [category, place]).sort(by)).toEqual(
      [...kept[iou]].sort(by),
    );
    expect(left.map(({ score }) => score)).toEqual(
      left.map(({ score }) => score).sort((a, b) => b - a),
    );
  });

  test("of all classes together is that of one class", () => {
    const one = detections.map((each) => ({ ...each, category: 0 }));
    const wanted = nonMaximumSuppression(one).map(({ score, place }) => [score, place]);
    const made = nonMaximumSuppression(detections, { perClass: false });
    expect(made.map(({ score, place }) => [score, place])).toEqual(wanted);
  });

  test("leaves pictures to themselves, and at most so many of each", () => {
    const two = detections.flatMap((each) => [each, { ...each, image: 2 }]);
    const made = nonMaximumSuppression(two, { most: 7 });
    expect(made.map(({ image }) => image)).toEqual([...Array(7).fill(1), ...Array(7).fill(2)]);
    expect(made.slice(0, 7)).toEqual(nonMaximumSuppression(detections).slice(0, 7));
  });

  test("softly lowers scores by the formulas of the paper", () => {
    const at = (x: number, score: number) => {
      return { image: 1, category: 1, score, box: [x, 0, 10, 10] } as const;
    };
    // Overlaps: 6/14 of the first two, 2/18 of the first and the third, 6/14 of the others.
    const three = [at(0, 0.9), at(4, 0.8), at(8, 0.7)];
    const scoresOf = (soft: "gaussian" | "linear") =>
      nonMaximumSuppression(three, { soft, iou: 0.4, sigma: 0.5 }).map(({ score }) => score);
    const fall = (iou: number) => Math.exp(-(iou ** 2) / 0.5);
    const third = 0.7 * fall(2 / 18);
    const second = 0.8 * fall(6 / 14) * fall(6 / 14);
    scoresOf("gaussian").forEach((score, i) => {
      expect(score).toBeCloseTo([0.9, third, second][i]!, 10);
    });
    scoresOf("linear").forEach((score, i) => {
      expect(score).toBeCloseTo([0.9, 0.7, 0.8 * (8 / 14) * (8 / 14)][i]!, 10);
    });
    expect(nonMaximumSuppression(three, { soft: "linear", iou: 0.4, least: 0.5 })).toHaveLength(2);
  });

  test("refuses what is no share, and keeps nothing of nothing", () => {
    expect(nonMaximumSuppression([])).toEqual([]);
    expect(() => nonMaximumSuppression([], { iou: 2 })).toThrow("from 0 to 1");
    expect(() => nonMaximumSuppression([], { sigma: 0 })).toThrow("above 0");
    expect(() => nonMaximumSuppression([], { soft: "hard" as "linear" })).toThrow('"gaussian"');
  });
});

describe("anchors", () => {
  const options = { stride: 8, sizes: [16, 32], ratios: [0.25, 1, 4], offset: 0 };
  const places = anchors({ grid: [3, 4], ...options });
  const truths = known.boxes as never as BoxEdges[];

  test("are torchvision's", () => {
    expect(places).toEqual(known.anchors);
  });

  test("and boxes differ by torchvision's offsets, and back", () => {
    truths.forEach((box, i) => {
      const offsets = boxOffsets(box, places[i]!);
      offsets.forEach((offset, k) => void expect(offset).toBeCloseTo(known.offsets[i]![k]!, 6));
      boxAt(offsets, places[i]!).forEach((edge, k) => void expect(edge).toBeCloseTo(box[k]!, 10));
    });
    expect(boxAt([0, 0, 99, 0], [0, 0, 16, 16])[2]).toBeCloseTo(1000);
  });

  test.each([true, false])("are matched to boxes as torchvision does, each box's: %s", (each) => {
    const made = matchAnchors(places, truths, { positive: 0.4, negative: 0.25, each });
    expect([...made]).toEqual(known.matches[`${each}`]);
  });

  test("are all background where there is no box", () => {
    expect([...matchAnchors(places.slice(0, 2), [], { negative: 0 })]).toEqual([-1, -1]);
  });

  test("refuse what is no grid and no order", () => {
    expect(() => anchors({ ...options, grid: [0, 4] })).toThrow("places whole numbers");
    expect(() => anchors({ ...options, grid: [3, 4], sizes: [0] })).toThrow("above 0");
    expect(() => matchAnchors([], [], { positive: 0.2 })).toThrow("0 ≤ negative ≤ positive ≤ 1");
  });
});
