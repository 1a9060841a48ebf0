import { describe, expect, test } from "@jest/globals";
import { centreOf, drawnPixels } from "../src/pad/drawn-pixels";

const mnist = { height: 28, width: 28, centred: true };

/** A one, small and in a corner of the pad. */
const one = [
  [
    { x: 0.1, y: 0.1 },
    { x: 0.1, y: 0.3 },
  ],
];

/** Rows and columns with ink. */
function extent(ink: Float32Array, width: number) {
  const inked = [...ink].flatMap((value, i) => (value > 0.25 ? [i] : []));
  const [rows, columns] = [inked.map((i) => Math.floor(i / width)), inked.map((i) => i % width)];
  return {
    height: Math.max(...rows) - Math.min(...rows) + 1,
    width: Math.max(...columns) - Math.min(...columns) + 1,
  };
}

describe("drawnPixels()", () => {
  test("scales a drawing to 20 of 28 pixels, its centre of mass in the middle, as MNIST has it", () => {
    const ink = drawnPixels(one, mnist);
    expect(ink).toHaveLength(784);
    expect(extent(ink, 28).height).toBeGreaterThanOrEqual(19);
    expect(extent(ink, 28).height).toBeLessThanOrEqual(21);
    expect(centreOf(ink, 28).x).toBeCloseTo(13.5, 1);
    expect(centreOf(ink, 28).y).toBeCloseTo(13.5, 1);
    expect(Math.max(...ink)).toBeCloseTo(1, 5);
    expect(Math.min(...ink)).toBe(0);
  });

  test("leaves it where it is when asked, and fills tiny pictures", () => {
    const corner = centreOf(drawnPixels(one, { ...mnist, centred: false }), 28);
    expect(corner.x).toBeCloseTo(0.1 * 28 - 0.5, 0);
    expect(extent(drawnPixels(one, { height: 8, width: 8, centred: true }), 8).height).toBe(8);
  });

  test("draws a dot, and nothing, without numbers that are none", () => {
    const dot = drawnPixels([[{ x: 0.5, y: 0.5 }]], mnist);
    expect(dot.some((value) => value > 0)).toBe(true);
    for (const strokes of [[], [[]], [[{ x: 0.5, y: 0.5 }]]]) {
      expect(drawnPixels(strokes, mnist).every(Number.isFinite)).toBe(true);
    }
  });
});
