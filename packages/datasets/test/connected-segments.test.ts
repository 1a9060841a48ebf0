import { describe, expect, test } from "@jest/globals";
import { connectedSegments } from "../src/index.js";
import * as fixtures from "./fixtures/connected.json";

describe("connectedSegments()", () => {
  test("is SciPy's, class by class: noise, a spiral, single rows, nothing and everything", () => {
    expect(fixtures.maps).toHaveLength(21);
    for (const { labels, sides, corners, ...size } of fixtures.maps) {
      expect([...connectedSegments(labels, size).ids]).toEqual(sides);
      expect([...connectedSegments(labels, { ...size, corners: true }).ids]).toEqual(corners);
    }
  });

  test("does not go around the border from one row to the next", () => {
    const { ids } = connectedSegments([0, 1, 1, 0], { height: 2, width: 2 });
    expect([...ids]).toEqual([0, 1, 2, 0]);
    const across = connectedSegments([0, 0, 1, 1, 0, 0], { height: 2, width: 3, corners: true });
    expect([...across.ids]).toEqual([0, 0, 1, 2, 0, 0]);
  });

  test("tells what does not fit", () => {
    expect(() => connectedSegments([1, 2, 3], { height: 2, width: 2 })).toThrow(
      "2 × 2 pixels need as many labels, got 3",
    );
  });
});
