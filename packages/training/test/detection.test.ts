import { describe, expect, test } from "@jest/globals";
import {
  type BoxEdges,
  type Detection,
  maskBox,
  maskFromText,
  polygonMask,
  type RunLengthMask,
} from "@rosenblatt/datasets";
import { bundleOf } from "@rosenblatt/plots";
import {
  type DetectionReport,
  type DetectionScores,
  type DetectionTruths,
  detectionReport,
} from "../src/index.js";
import * as fixture from "./fixtures/detection.json";

/** A box, or a mask as text. */
type Shape = number[] | string;

interface Case {
  readonly name: string;
  readonly kind: "boxes" | "masks";
  /** Id, height and width. */
  readonly images: [number, number, number][];
  readonly categories: number[];
  /** Picture, category, area, crowd. */
  readonly truths: [number, number, number, number, Shape][];
  /** Picture, category, score. */
  readonly found: [number, number, number, Shape][];
  readonly stats: (number | null)[];
  readonly classes: {
    readonly scores: (number | null)[];
    readonly precision: number[];
    readonly marks: number[];
  }[];
  readonly curves: Readonly<Record<string, number[]>>;
}

const cases = Object.values(fixture).filter(Array.isArray).flat() as unknown as Case[];

const scores = [
  ...["ap", "ap50", "ap75", "apSmall", "apMedium", "apLarge"],
  ...["ar1", "ar10", "ar100", "arSmall", "arMedium", "arLarge"],
] as (keyof DetectionScores)[];

function reportOf({ kind, images, categories, truths, found }: Case): DetectionReport {
  const sizes = new Map(images.map(([id, height, width]) => [id, { height, width }]));
  const marked = (image: number, shape: Shape) => {
    if (typeof shape !== "string") return { box: shape as unknown as BoxEdges };
    const segmentation = maskFromText(shape, sizes.get(image)!);
    return { box: maskBox(segmentation), segmentation };
  };
  const annotations = truths.map(([image, category, area, crowd, shape]) => {
    return { image, category, area, crowd: crowd === 1, ...marked(image, shape) };
  });
  const detections = found.map(([image, category, score, shape]) => {
    return { image, category, score, ...marked(image, shape) };
  });
  const set = {
    images: images.map(([id]) => ({ id, ...sizes.get(id)! })),
    categories: categories.map((id) => ({ id, name: `class ${id}` })),
    annotations,
  };
  return detectionReport(detections, set, { kind });
}

/** Null stands for no number. */
function expectAll(found: readonly number[], expected: readonly (number | null)[]): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, i) => {
    const wanted = expected[i] ?? Number.NaN;
    if (Number.isNaN(wanted)) expect(value).toBeNaN();
    else expect(Math.abs(value - wanted)).toBeLessThan(1e-9);
  });
}

const weighed = (curve: readonly number[]) =>
  curve.reduce((sum, value, i) => sum + value * (i + 1), 0);

describe("detectionReport() is pycocotools'", () => {
  test.each(cases.map((each) => ({ ...each, objects: each.truths.length })))(
    "$name, $kind: $objects objects",
    ({ objects, ...each }) => {
      const report = reportOf(each);
      expectAll(
        scores.map((name) => report[name]),
        each.stats,
      );
      expect(report.classes).toHaveLength(each.classes.length);
      for (const [k, expected] of each.classes.entries()) {
        const found = report.classes[k]!;
        expectAll(
          scores.map((name) => found[name]),
          expected.scores,
        );
        expectAll(
          found.curves.map(({ precision }) => weighed(precision)),
          expected.precision,
        );
        expectAll(
          found.curves.map((curve) => weighed(curve.scores)),
          expected.marks,
        );
      }
      for (const [t, curve] of Object.entries(each.curves)) {
        const { precision } = report.precisionRecall.curves[Number(t)]!;
        expectAll(curve.length === 0 ? [] : precision, curve);
      }
    },
  );

  test("with objects and detections in any order of pictures", () => {
    const bccd = cases.find(({ name }) => name.startsWith("BCCD"))!;
    const turned = { ...bccd, truths: [...bccd.truths].reverse() };
    expect(reportOf(turned).ap75).toBeCloseTo(bccd.stats[2]!, 12);
    expect(reportOf({ ...bccd, images: [...bccd.images].reverse() }).ap).toBe(reportOf(bccd).ap);
  });
});

const size = { height: 30, width: 40 };
const truths: DetectionTruths = {
  images: [{ id: 1, ...size }],
  categories: [
    { id: 1, name: "cell" },
    { id: 2, name: "plate" },
  ],
  annotations: [
    { image: 1, category: 1, box: [0, 0, 10, 10] },
    { image: 1, category: 2, box: [10, 10, 10, 10] },
  ],
};
const found: Detection[] = [{ image: 1, category: 1, score: 1, box: [0, 0, 10, 10] }];

describe("detectionReport()", () => {
  test("takes a picture's own area and no crowd where nothing else is said, and chosen classes", () => {
    const report = detectionReport(found, truths);
    expect([report.ap, report.apSmall, report.apLarge]).toEqual([0.5, 0.5, NaN]);
    const chosen = detectionReport(found, truths, { classes: ["cell"] });
    expect(chosen.classes.map(({ name, category, truths }) => [name, category, truths])).toEqual([
      ["cell", 1, 1],
    ]);
    expect(chosen.ap).toBe(1);
  });

  test.each([
    ["crowd", 3 / 4],
    ["difficult", 1 / 2],
  ] as const)("neither asks for a %s nor holds it against who finds it", (mark, share) => {
    const [cell, plate] = truths.annotations;
    const other = { image: 1, category: 1, box: [20, 0, 20, 10] } as const;
    const marked = { ...truths, annotations: [cell!, plate!, { ...other, [mark]: true }] };
    const at = (box: Detection["box"]) => ({ image: 1, category: 1, score: 2, box });
    const within = at([20, 0, 20 * share, 10]);
    const ap50 = (more: readonly Detection[], set: DetectionTruths) =>
      detectionReport([...more, ...found], set, { classes: ["cell"] }).ap50;
    expect(ap50([], marked)).toBe(1);
    expect(ap50([at([20, 0, 20, 10]), at([20, 0, 20, 10]), within], marked)).toBe(1);
    expect(ap50([at([20, 0, 20, 10])], truths)).toBe(0.5);
    // Any part of a crowd may be found; of a difficult object half is too little, as of any other.
    const part = at([20, 0, 5, 10]);
    expect(ap50([part], marked)).toBe(mark === "crowd" ? 1 : 0.5);
  });

  test("takes polygons where masks are compared", () => {
    const corners = [[5, 5, 20, 5, 20, 20, 5, 20]];
    const annotations = [{ ...truths.annotations[0]!, segmentation: corners }];
    const mask: RunLengthMask = polygonMask(corners, size);
    const masks = [{ ...found[0]!, segmentation: mask }];
    expect(detectionReport(masks, { ...truths, annotations }, { kind: "masks" }).ap).toBe(1);
  });

  test("is NaN of no objects at all, and 0 of no detections", () => {
    expect(detectionReport(found, { ...truths, annotations: [] }).ap).toBeNaN();
    expect(detectionReport([], truths)).toMatchObject({ ap: 0, ar100: 0 });
  });

  test("shows itself as a table, and its curves as a figure", () => {
    const report = detectionReport(found, truths);
    const text = String(bundleOf(report)["text/plain"]);
    expect(text).toMatch(
      /^Boxes: AP 0.500, AP50 0.500, AP75 0.500, AR100 0.500\nclass +objects +AP/,
    );
    expect(text).toMatch(/all +2 +0.5[\s\S]*\ncell +1 +1.0 [\s\S]*\nplate +1 +0.0 /);
    expect(report.precisionRecall.data[0]!.name).toBe("IoU ≥ 0.5, 0.500");
    expect(report.precisionRecall.recall).toHaveLength(101);
    expect(bundleOf(detectionReport([], { ...truths, annotations: [] }))["text/plain"]).toMatch(
      /NaN/,
    );
  });

  test("refuses what does not fit together", () => {
    const score = (changes: object, options = {}) => {
      return () => detectionReport([{ ...found[0]!, ...changes }], truths, options);
    };
    expect(score({ image: 9 })).toThrow(/detection 0 is of picture 9, which is not .*; score them/);
    expect(score({ category: 9 })).toThrow(/detection 0 is of category 9/);
    expect(score({ score: NaN })).toThrow(/the score NaN; they must be finite/);
    expect(score({ box: [0, 0, -1, 1] })).toThrow(/box \[0,0,-1,1\]/);
    expect(score({ box: [0, NaN, 1, 1] })).toThrow(RangeError);
    expect(score({}, { kind: "masks" })).toThrow(/truth 0 has no segmentation; give each one/);
    expect(score({}, { classes: ["cat"] })).toThrow(/class "cat": it must be one of cell, plate/);
    const small = { ...truths, annotations: [] };
    const mask = polygonMask([[0, 0, 3, 0, 3, 3]], { height: 5, width: 5 });
    const masks = [{ ...found[0]!, segmentation: mask }];
    expect(() => detectionReport(masks, small, { kind: "masks" })).toThrow(/one picture's size/);
  });
});
