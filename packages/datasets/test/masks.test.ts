import { describe, expect, test } from "@jest/globals";
import {
  type BoxEdges,
  boxIou,
  boxMask,
  decodeMask,
  encodeMask,
  intersectionMask,
  maskArea,
  maskBox,
  maskFromText,
  maskIou,
  maskText,
  polygonMask,
  type RunLengthMask,
  runLengthMask,
  unionMask,
} from "../src/index.js";
import { generator } from "../src/stream/generator.js";
import * as fixtures from "./fixtures/masks.json";

interface Facts {
  readonly text: string;
  readonly area: number;
  readonly box: number[];
}

/** Of an empty mask pycocotools' box is that of no pixel, at 0 or far outside. */
function expectFacts(mask: RunLengthMask, { text, area, box }: Facts): void {
  expect(maskText(mask)).toBe(text);
  expect(maskArea(mask)).toBe(area);
  expect(maskBox(mask)).toEqual(area === 0 ? [0, 0, 0, 0] : box);
}

describe("masks are pycocotools'", () => {
  test("90 polygons: outside the picture, of many parts, with corners twice, within a pixel", () => {
    expect(fixtures.polygons.length).toBe(90);
    for (const { polygons, ...expected } of fixtures.polygons) {
      expectFacts(polygonMask(polygons, expected), expected);
    }
  });

  test("boxes", () => {
    for (const { given, ...expected } of fixtures.boxes) {
      expectFacts(boxMask(given as unknown as BoxEdges, { height: 30, width: 40 }), expected);
    }
  });

  test("bitmaps, there and back", () => {
    for (const { bitmap, ...expected } of fixtures.bitmaps) {
      const mask = encodeMask(bitmap, expected);
      expectFacts(mask, expected);
      expect([...decodeMask(mask)]).toEqual(bitmap);
    }
  });

  test("counts and text of real annotations, there and back", () => {
    expect(fixtures.real.length).toBe(6);
    for (const { counts, ...expected } of fixtures.real) {
      const mask = maskFromText(expected.text, expected);
      expect([...mask.counts]).toEqual(counts);
      expectFacts(runLengthMask(counts, expected), expected);
      expect(encodeMask(decodeMask(mask), expected).counts).toEqual(mask.counts);
    }
  });

  test("union, intersection, and intersection over union with the rule for crowds", () => {
    const { texts, union, intersection, crowd, iou } = fixtures.sets;
    const masks = texts.map((text) => maskFromText(text, { height: 9, width: 11 }));
    expect(maskText(unionMask(masks))).toBe(union);
    expect(maskText(intersectionMask(masks.slice(0, 3)))).toBe(intersection);
    const found = masks.map((a) => masks.map((b, j) => maskIou(a, b, { crowd: crowd[j] === 1 })));
    expect(found).toEqual(iou);
  });

  test("intersection over union of boxes", () => {
    const { boxes, crowd, iou } = fixtures.boxIou;
    const all = boxes as unknown as BoxEdges[];
    const found = all.map((a) => all.map((b, j) => boxIou(a, b, { crowd: crowd[j] === 1 })));
    expect(found).toEqual(iou);
  });
});

describe("masks are refused", () => {
  const size = { height: 4, width: 5 };

  test("when counts lie", () => {
    expect(() => runLengthMask([4, 4, 4], size)).toThrow(/add up to 20, got 12; check/);
    expect(() => runLengthMask([-4, 24], size)).toThrow(/whole numbers from 0 on, got -4 at 0/);
    expect(() => runLengthMask([19.5, 0.5], size)).toThrow(/got 19.5 at 0/);
    expect(() => runLengthMask([1], { height: 0, width: 5 })).toThrow(/got 0 × 5/);
    expect(() => runLengthMask([], { height: 1e9, width: 1e9 })).toThrow(/got 1000000000 × /);
    const lying = { ...size, counts: Uint32Array.of(1e9, 1e9) };
    expect(() => decodeMask(lying)).toThrow(/add up to 4 × 5/);
    expect(() => encodeMask([0, 1], size)).toThrow(/needs 20 pixels, got 2/);
  });

  test("when text is cut off, too long, or of other letters", () => {
    const whole = maskText(runLengthMask([7, 6, 7], size));
    expect(maskFromText(whole, size).counts).toEqual(Uint32Array.of(7, 6, 7));
    for (let end = 0; end < whole.length; end += 1) {
      expect(() => maskFromText(whole.slice(0, end), size)).toThrow(/^Cannot make a mask: /);
    }
    for (const text of ["P", "pppp", "€0", "ooooooooo0", "\u0000", " "]) {
      expect(() => maskFromText(text, size)).toThrow(/broken or cut off at 0/);
    }
  });

  test("when corners are none, or out of reach", () => {
    expect(() => polygonMask([], size)).toThrow(/at least one/);
    expect(() => polygonMask([[0, 0, 1, 1]], size)).toThrow(/three corners or more, got 4 numbers/);
    expect(() => polygonMask([[0, 0, 1, 1, 2, 2, 3]], size)).toThrow(/got 7 numbers/);
    expect(() => polygonMask([[0, 0, NaN, 1, 2, 2]], size)).toThrow(/got NaN at 2/);
    expect(() => polygonMask([[0, 0, 1e300, 1, 2, 2]], size)).toThrow(/in pixels of the picture/);
  });

  test("when they are of different pictures", () => {
    const [a, b] = [runLengthMask([6], { height: 2, width: 3 }), runLengthMask([20], size)];
    expect(() => maskIou(a, b)).toThrow(/one picture's size, got 2 × 3 and 4 × 5/);
    expect(() => unionMask([a, b])).toThrow(RangeError);
    expect(() => unionMask([])).toThrow(/at least one/);
  });

  test("3,000 random texts give a mask that fills its picture, or a clear error", () => {
    const next = generator(11);
    let [made, refused] = [0, 0];
    for (let i = 0; i < 3000; i += 1) {
      const letters = Array.from({ length: next() * 6 }, () => 40 + Math.floor(next() * 76));
      try {
        const mask = maskFromText(String.fromCharCode(...letters), { height: 2, width: 3 });
        expect(decodeMask(mask)).toHaveLength(6);
        made += 1;
      } catch (error) {
        expect((error as Error).message).toMatch(/^Cannot make a mask: /);
        refused += 1;
      }
    }
    expect(made).toBeGreaterThan(5);
    expect(refused).toBeGreaterThan(2000);
  });
});
