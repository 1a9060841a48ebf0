import { describe, expect, test } from "@jest/globals";
import { affinities } from "../src/embedding/affinities.js";
import { eigen } from "../src/embedding/eigen.js";
import { rowsOf } from "../src/embedding/rows.js";
import { pca, tsne } from "../src/index.js";
import known from "./fixtures/embedding.json";

describe("pca() of digits", () => {
  const { points, components, explained, mean } = pca(known.digits, { components: 3 });

  test("has scikit-learn's points, directions and shares", () => {
    known.points.forEach((row, i) => {
      row.forEach((value, k) => {
        expect(points[i]![k]).toBeCloseTo(value, 5);
      });
    });
    known.component.forEach((value, k) => {
      expect(components[0]![k]).toBeCloseTo(value, 6);
    });
    known.explained.forEach((value, k) => {
      expect(explained[k]).toBeCloseTo(value, 7);
    });
    expect(mean).toHaveLength(64);
  });

  test("keeps all distances when it keeps all directions", () => {
    const rows = [
      [0, 0, 1],
      [2, 0, 1],
      [0, 3, 5],
      [1, 1, 1],
    ];
    const { points: turned, explained: shares } = pca(rows, { components: 3 });
    const apart = (a: readonly number[], b: readonly number[]) =>
      Math.hypot(...a.map((value, k) => value - b[k]!));
    expect(apart(turned[0]!, turned[2]!)).toBeCloseTo(apart(rows[0]!, rows[2]!));
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1);
  });

  test("of points that are all the same is zero", () => {
    expect(
      pca([
        [1, 2],
        [1, 2],
      ]).points,
    ).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});

test("eigen() takes a matrix apart", () => {
  const { values, vectors } = eigen([
    [2, 1, 0],
    [1, 2, 0],
    [0, 0, 5],
  ]);
  [5, 3, 1].forEach((value, i) => {
    expect(values[i]).toBeCloseTo(value);
  });
  expect(Math.abs(vectors[1]![0]!)).toBeCloseTo(Math.SQRT1_2);
});

describe("tsne() of digits", () => {
  test("has scikit-learn's joint probabilities", () => {
    const p = affinities(rowsOf(known.digits, "test"), 20);
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

test("refuses rows of several lengths, NaN, and settings that do not fit", () => {
  expect(() => pca([[1, 2], [1]])).toThrow("row 1 of 1 numbers after rows of 2");
  expect(() => pca([[1, 2]])).toThrow("at least two rows of numbers");
  expect(() =>
    pca([
      [1, 2],
      [Number.NaN, 1],
    ]),
  ).toThrow("got NaN in row 1");
  expect(() =>
    pca(
      [
        [1, 2],
        [3, 4],
      ],
      { components: 3 },
    ),
  ).toThrow("a whole number from 1 to 2");
  expect(() => tsne([[1], [2]], { perplexity: 30 })).toThrow("2 points with perplexity 30");
  expect(() => tsne([[1], [2], [3]], { perplexity: 1, start: [] })).toThrow("for each of 3, got 0");
});
