import { describe, expect, test } from "@jest/globals";
import { random, seed } from "@rosenblatt/engine";
import { kMeans, nearestNeighbours, pca, selfOrganisingMap } from "@rosenblatt/models";
import { bundleOf } from "@rosenblatt/plots";
import known from "./fixtures/classic.json";

const { points, classes } = known;

function expectClose(found: readonly number[], wanted: readonly number[], digits = 6): void {
  expect(found).toHaveLength(wanted.length);
  wanted.forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, digits);
  });
}

describe("kMeans()", () => {
  test("finds scikit-learn's clusters from the same start", () => {
    const { start, centres, labels, inertia } = known.kMeans;
    const found = kMeans(points, { clusters: 3, start });
    expect([...found.labels]).toEqual(labels);
    expectClose(found.centres.flat(), centres.flat());
    expect(found.inertia).toBeCloseTo(inertia, 5);
    expect(found.history[0]!.centres).toEqual(start);
    expect([...found.predict(points)]).toEqual(labels);
  });

  test("finds the best of scikit-learn's fifty starts by k-means++", () => {
    seed(7);
    expect(kMeans(points, { clusters: 3 }).inertia).toBeCloseTo(known.kMeans.best, 5);
  });

  test("never makes the clusters wider from step to step", () => {
    seed(3);
    const { history } = kMeans(points, { clusters: 6, restarts: 1 });
    expect(history.length).toBeGreaterThan(2);
    const inertias = history.map(({ inertia }) => inertia);
    expect(inertias).toEqual([...inertias].sort((a, b) => b - a));
  });

  test("moves a centre without points to the farthest of them", () => {
    const start = [[0], [0.5], [100]];
    const found = kMeans([[0], [1], [2], [9]], { clusters: 3, start });
    expect(found.centres).toEqual([[1.5], [0], [9]]);
    expect(found.inertia).toBe(0.5);
  });

  test("takes as many clusters as points, and points that are all the same", () => {
    seed(1);
    expect(kMeans([[1], [2], [3]], { clusters: 3 }).inertia).toBe(0);
    expect(kMeans([[5], [5], [5]], { clusters: 2 }).inertia).toBe(0);
  });

  test("finds the same after the same seed", () => {
    const find = () => {
      seed(5);
      return kMeans(points, { clusters: 4, restarts: 2 }).centres;
    };
    expect(find()).toEqual(find());
  });

  test("takes the examples of a split", () => {
    const split = { length: points.length, at: (i: number) => ({ input: points[i]! }) };
    const found = kMeans(split, { clusters: 3, start: known.kMeans.start });
    expect([...found.labels]).toEqual(known.kMeans.labels);
  });

  test("shows itself as a table of its clusters", () => {
    const found = kMeans(points, { clusters: 3, start: known.kMeans.start });
    const { "text/plain": text } = bundleOf(found);
    expect(String(text)).toMatch(/150 points in 3 clusters, inertia 78\.856 after \d+ steps/);
    expect(String(text)).toMatch(/2 +50 +\[5\.006, 3\.428, 1\.462, 0\.246\]/);
  });

  test.each([
    [() => kMeans([], { clusters: 1 }), "without points"],
    [() => kMeans([[1], [2]], { clusters: 3 }), "a whole number from 1 to 2, the number of points"],
    [() => kMeans([[1], [2, 3]], { clusters: 1 }), "each point needs 1 numbers, point 1 has 2"],
    [() => kMeans([[1], [Number.NaN]], { clusters: 1 }), "point 1 has NaN at 0; leave it out"],
    [() => kMeans([[1], [2]], { clusters: 1, restarts: 0 }), "restarts = 0"],
    [() => kMeans([[1], [2]], { clusters: 2, start: [[1]] }), "2 clusters from 1 starting points"],
  ])("refuses what it cannot cluster: %#", (attempt, message) => {
    expect(attempt).toThrow(RangeError);
    expect(attempt).toThrow(message);
  });
});

describe("pca()", () => {
  test("finds scikit-learn's components, variances and shares", () => {
    const found = pca(points);
    expectClose(found.mean, known.pca.mean);
    expectClose(found.components.flat(), known.pca.components.flat());
    expectClose(found.variances, known.pca.variances);
    expectClose(found.shares, known.pca.shares);
    expectClose(found.transform(points.slice(0, 3)).flat(), known.pca.first.flat());
  });

  test("finds the same of fewer points than numbers in each", () => {
    const wide = [0, 50, 100].map((i) => points[i]!.flatMap((value) => [value, value]));
    const found = pca(wide, { components: 2 });
    expectClose(found.variances, known.wide.variances.slice(0, 2));
    expectClose(found.shares, known.wide.shares.slice(0, 2));
    found.components.forEach((direction, i) => {
      // Every number is there twice, so which of two is the largest is a matter of rounding.
      expectClose(direction.map(Math.abs), known.wide.components[i]!.map(Math.abs));
    });
  });

  test("restores points from all components, and the nearest there are from some", () => {
    const all = pca(points);
    expectClose(all.restore(all.transform(points)).flat(), points.flat());
    const { transform, restore, variances } = pca(points, { components: 2 });
    const lost = restore(transform(points))
      .flat()
      .reduce((sum, value, i) => sum + (value - points.flat()[i]!) ** 2, 0);
    expect(variances).toHaveLength(2);
    const left = known.pca.variances[2]! + known.pca.variances[3]!;
    expect(lost).toBeCloseTo(149 * left, 5);
  });

  test("shows itself as a table of its components", () => {
    const { "text/plain": text } = bundleOf(pca(points, { components: 2 }));
    expect(String(text)).toMatch(/2 keep 97\.8 %/);
    expect(String(text)).toMatch(/1 +4\.2280 +92\.46 +92\.46/);
  });

  test("refuses one point, and more components than there are", () => {
    expect(() => pca([[1, 2]])).toThrow("of 1 point: it needs two or more");
    expect(() => pca(points, { components: 5 })).toThrow("from 1 to 4, the number of numbers");
    expect(() => pca(points, { components: 2 }).transform([[1]])).toThrow("point 0 has 1");
  });
});

describe("selfOrganisingMap()", () => {
  test("brings a chain of units into the order of a line", () => {
    seed(11);
    const line = Array.from({ length: 200 }, () => [random()]);
    const { weights, error, history } = selfOrganisingMap(line, { rows: 1, columns: 10 });
    const order = weights.map(([x]) => x!);
    const sorted = [...order].sort((a, b) => a - b);
    expect([sorted, [...sorted].reverse()]).toContainEqual(order);
    expect(error).toBeLessThan(history[0]!.error);
    expect(history).toHaveLength(21);
  });

  test("puts kinds of irises side by side, with a border between the first and the others", () => {
    seed(2);
    const map = selfOrganisingMap(points, { rows: 6, columns: 6 });
    const units = map.predict(points);
    const first = new Set([...units].filter((_, i) => classes[i] === 0));
    const others = new Set([...units].filter((_, i) => classes[i] !== 0));
    expect([...first].filter((unit) => others.has(unit))).toEqual([]);
    const borders = map.borders();
    expect([borders.length, borders[0]!.length]).toEqual([6, 6]);
    expect(Math.max(...borders.flat())).toBeGreaterThan(2 * Math.min(...borders.flat()));
  });

  test("moves the nearest unit by the rate, and its neighbour by a share of that", () => {
    const rule = { rows: 1, columns: 2, epochs: 1, rate: [0.5, 0.5], radius: [1, 1] } as const;
    const { history } = selfOrganisingMap([[4]], rule);
    expect(history.map(({ weights }) => weights)).toEqual([
      [[4], [4]],
      [[4], [4]],
    ]);
    seed(9);
    const [before, after] = selfOrganisingMap([[0], [8]], rule).history;
    expect(after!.error).toBeLessThanOrEqual(8);
    expect(before!.weights.flat().every((value) => value === 0 || value === 8)).toBe(true);
  });

  test("makes the same map after the same seed", () => {
    const make = () => {
      seed(4);
      return selfOrganisingMap(points, { rows: 3, columns: 3, epochs: 2 }).weights;
    };
    expect(make()).toEqual(make());
  });

  test("shows itself as a table of its epochs, and refuses counts and rates", () => {
    const map = selfOrganisingMap(points, { rows: 2, columns: 3, epochs: 2 });
    expect(String(bundleOf(map)["text/plain"])).toMatch(/Map of 2 × 3 units, after 2 epochs/);
    expect(() => selfOrganisingMap(points, { rows: 0 })).toThrow("rows = 0");
    expect(() => selfOrganisingMap(points, { rate: [0.5, 0] })).toThrow("rate = [0.5, 0]");
  });
});

describe("nearestNeighbours()", () => {
  const even = points.filter((_, i) => i % 2 === 0);
  const odd = points.filter((_, i) => i % 2 === 1);
  const labels = classes.filter((_, i) => i % 2 === 0);

  test("decides as scikit-learn does", () => {
    expect([...nearestNeighbours(even, labels).predict(odd)]).toEqual(known.neighbours);
  });

  test("tells the neighbours, the nearest first, and of equal ones the earlier", () => {
    const known = nearestNeighbours([[0], [4], [2], [2]], [0, 1, 2, 0], { neighbours: 3 });
    expect(known.find([[2.5]])).toEqual([
      [
        { index: 2, label: 2, distance: 0.5 },
        { index: 3, label: 0, distance: 0.5 },
        { index: 1, label: 1, distance: 1.5 },
      ],
    ]);
    expect(known.counts).toEqual([2, 1, 1]);
    expect(String(bundleOf(known)["text/plain"])).toContain("3 vote");
  });

  test("refuses labels that do not fit", () => {
    expect(() => nearestNeighbours([[0]], [0, 1], { neighbours: 1 })).toThrow(
      "1 points with 2 labels",
    );
    expect(() => nearestNeighbours([[0]], [0.5], { neighbours: 1 })).toThrow("the label 0.5");
    expect(() => nearestNeighbours([[0]], [0])).toThrow("neighbours = 5");
  });
});
