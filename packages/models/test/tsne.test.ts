import { describe, expect, test } from "@jest/globals";
import { tsne } from "@rosenblatt/models";
import { affinities } from "../src/classic/affinities.js";
import { rowsOf } from "../src/classic/points.js";
import known from "./fixtures/tsne.json";

describe("tsne() of digits", () => {
  test("has scikit-learn's joint probabilities", () => {
    const p = affinities(rowsOf(known.digits, { to: "test" }), 20);
    known.joint.flat().forEach((value, i) => {
      expect(Math.abs(p[i]! - value)).toBeLessThan(2e-5 * Math.max(...known.joint.flat()));
    });
  });

  test("measures scikit-learn's layout as scikit-learn does", () => {
    const start = known.layout;
    const { points, divergence } = tsne(known.digits, { perplexity: 20, iterations: 0, start });
    expect(points).toEqual(start);
    expect(divergence).toBeCloseTo(known.divergence, 6);
  });

  test("comes close to scikit-learn's divergence, and keeps neighbours as well", () => {
    const { points, divergence } = tsne(known.digits, { perplexity: 20 });
    expect(divergence).toBeLessThan(1.2 * known.divergence);
    expect(trustworthiness(points, 10)).toBeGreaterThan(known.trustworthiness - 0.01);
  });

  test("gives the same layout each time", () => {
    const once = () => tsne(known.digits.slice(0, 40), { perplexity: 5, iterations: 300 });
    expect(once()).toEqual(once());
  });
});

/** How far those that have become neighbours were (Venna and Kaski, 2001). */
function trustworthiness(points: readonly (readonly number[])[], k: number): number {
  const n = points.length;
  const order = (rows: readonly (readonly number[])[], i: number) =>
    rows
      .map((row, j) => ({
        j,
        far: j === i ? -1 : Math.hypot(...row.map((v, d) => v - rows[i]![d]!)),
      }))
      .sort((a, b) => a.far - b.far)
      .map(({ j }) => j);
  let penalty = 0;
  for (let i = 0; i < n; i += 1) {
    const before = order(known.digits, i);
    for (const j of order(points, i).slice(1, k + 1)) penalty += Math.max(0, before.indexOf(j) - k);
  }
  return 1 - (penalty * 2) / (n * k * (2 * n - 3 * k - 1));
}

test("tsne() refuses settings that do not fit", () => {
  expect(() => tsne([[1], [2]], { perplexity: 30 })).toThrow("2 points with perplexity 30");
  expect(() => tsne([[1], [2], [3]], { perplexity: 1, start: [] })).toThrow("for each of 3, got 0");
  expect(() => tsne([[1], [Number.NaN]])).toThrow("Cannot lay points out");
});
