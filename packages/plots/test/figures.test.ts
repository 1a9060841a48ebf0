import { describe, expect, test } from "@jest/globals";
import { decode } from "fast-png";
import {
  boundary,
  bundleOf,
  confusionMatrix,
  figure,
  line,
  plotlyMime,
  scatter,
} from "../src/index.js";

describe("line()", () => {
  test("keeps the numbers of each series and gives it a name", () => {
    const drawn = line({ a: [1, 4], b: { x: [5, 6], y: Float32Array.of(0.5, 2) } }, { x: [0, 9] });
    expect(drawn.data.map(({ name, x, y }) => ({ name, x, y }))).toEqual([
      { name: "a", x: [0, 9], y: [1, 4] },
      { name: "b", x: [5, 6], y: [0.5, 2] },
    ]);
  });

  test("names whole numbers on a logarithmic axis that is too short for powers of ten", () => {
    const { layout } = line([3, 40], { yScale: "log" });
    expect(layout.yaxis).toMatchObject({ ticktext: ["2", "5", "10", "20", "50"] });
    expect(line([3, 400], { yScale: "log" }).layout.yaxis).toMatchObject({ dtick: 1 });
  });

  test("counts positions from 0 for a single series", () => {
    const [trace] = line(Float32Array.of(3, 1, 2)).data;
    expect(trace).toMatchObject({ x: [0, 1, 2], y: [3, 1, 2] });
  });

  test("refuses a series that does not fit the positions", () => {
    expect(() => line({ a: [1, 2, 3] }, { x: [0, 1] })).toThrow(
      'Cannot draw the line "a": it needs one x for each y, got 2 and 3',
    );
  });
});

describe("scatter()", () => {
  test("makes one trace for each class, with its name", () => {
    const points = [
      [0, 1],
      [2, 3],
      [4, 5],
    ];
    const drawn = scatter(points, { labels: [1, 0, 1], classes: ["cat", "dog"] });
    expect(drawn.data.map(({ name, x, y }) => ({ name, x, y }))).toEqual([
      { name: "cat", x: [2], y: [3] },
      { name: "dog", x: [0, 4], y: [1, 5] },
    ]);
  });

  test("names classes by their labels when these are not indices", () => {
    const points = [
      [0, 0],
      [1, 1],
    ];
    const drawn = scatter(points, { labels: [-1, 1] });
    expect(drawn.data.map(({ name }) => name)).toEqual(["-1", "1"]);
    const named = scatter(points, { labels: [-1, 1], classes: ["no", "yes"] });
    expect(named.data.map(({ name }) => name)).toEqual(["no", "yes"]);
  });

  test("refuses labels that are too few, and names that are too few", () => {
    expect(() => scatter([[0, 0]], { labels: [] })).toThrow(
      "one label for each of 1 points, got 0",
    );
    expect(() => scatter([[0, 0]], { labels: [3], classes: ["a", "b"] })).toThrow(
      "2 names for 1 different labels (3)",
    );
  });
});

describe("boundary()", () => {
  const corners = [
    [0, 0],
    [12, 24],
  ];

  test("asks about an even grid around the points and keeps the answers in z", () => {
    const drawn = boundary((grid) => grid.map(([x, y]) => (x + y > 18 ? 1 : 0)), corners, {
      labels: [0, 1],
      resolution: 15,
    });
    expect([drawn.x[0], drawn.x.at(-1), drawn.y[0], drawn.y.at(-1)]).toEqual([-1, 13, -2, 26]);
    expect(drawn.x[1]).toBe(0);
    for (const [row, y] of drawn.y.entries()) {
      expect(drawn.z[row]).toEqual(drawn.x.map((x) => (x + y > 18 ? 1 : 0)));
    }
  });

  test("draws classes under the points, whatever numbers stand for them", () => {
    const drawn = boundary((grid) => grid.map(([x]) => (x > 6 ? 1 : -1)), corners, {
      labels: [-1, 1],
      classes: ["no", "yes"],
      resolution: 3,
    });
    expect(drawn.data.map(({ type, name }) => name ?? type)).toEqual(["heatmap", "no", "yes"]);
    expect(drawn.data[0]?.z?.[0]).toEqual([0, 0, 1]);
    expect(drawn.z[0]).toEqual([-1, -1, 1]);
  });

  test("draws scores as a surface with a line at the level", () => {
    const drawn = boundary((grid) => grid.map(([x]) => x / 10), corners, {
      labels: [0, 1],
      level: 0.7,
    });
    expect(drawn.data[0]).toMatchObject({ type: "contour", contours: { start: 0.7, end: 0.7 } });
  });

  test("takes whole answers for scores when it is given a level", () => {
    const drawn = boundary((grid) => grid.map(() => -3), corners, { labels: [0, 1], level: 0 });
    expect(drawn.data[0]).toMatchObject({ type: "contour", contours: { start: 0, end: 0 } });
  });

  test("refuses a predictor that answers too seldom", () => {
    expect(() => boundary(() => [1], corners, { labels: [0, 1], resolution: 2 })).toThrow(
      "answer once for each of 4 points, got 1 answers",
    );
  });
});

describe("confusionMatrix()", () => {
  const counts = [
    [8, 2, 0],
    [1, 5, 4],
    [0, 0, 0],
  ];
  const matrix = confusionMatrix(counts, { classes: ["cat", "dog", "cow"] });

  test("knows the accuracy and the worst mistakes", () => {
    expect(matrix.accuracy).toBeCloseTo(13 / 20);
    expect(matrix.mostConfused(2)).toEqual([
      { actual: "dog", predicted: "cow", count: 4 },
      { actual: "cat", predicted: "dog", count: 2 },
    ]);
    expect(matrix.mostConfused()).toHaveLength(3);
  });

  test("colours by the share of the true class and writes the counts", () => {
    expect(matrix.data[0]).toMatchObject({
      z: [
        [0.8, 0.2, 0],
        [0.1, 0.5, 0.4],
        [0, 0, 0],
      ],
      text: [
        ["8", "2", "0"],
        ["1", "5", "4"],
        ["0", "0", "0"],
      ],
    });
  });

  test("carries examples for the mouse, a few a cell, mistakes first, and not without end", () => {
    const image = Float32Array.of(0, 1, 0.5, 0.25);
    const examples = Array.from({ length: 6 }, () => ({ actual: 1, predicted: 2, image }));
    const shape = [2, 2, 1];
    const classes = ["cat", "dog", "cow"];
    const { customdata } = confusionMatrix(counts, { classes, examples, shape })
      .data[0] as never as {
      customdata: string[][];
    };
    expect(customdata.map((row) => row.map((cell) => cell !== ""))).toEqual([
      [false, false, false],
      [false, false, true],
      [false, false, false],
    ]);
    const png = decode(Buffer.from(customdata[1]![2]!.split(",")[1]!, "base64"));
    expect([png.width, png.height]).toEqual([8, 2]);
    expect([...png.data.subarray(0, 4)]).toEqual([0, 255, 0, 255]);

    const noise = Float32Array.from({ length: 64 * 64 * 3 }, (_, i) => ((i * 7919) % 997) / 997);
    const large = Array.from({ length: 10 }, (_, i) => Array.from({ length: 10 }, (_, j) => i + j));
    const all = large.flatMap((row, actual) =>
      row.map((_, predicted) => ({ actual, predicted, image: noise })),
    );
    const names = Array.from("abcdefghij");
    const drawn = confusionMatrix(large, { classes: names, examples: all, shape: [64, 64, 3] });
    expect(JSON.stringify(drawn.data[0]!.customdata).length).toBeLessThan(210_000);
  });

  test("refuses counts that are not square", () => {
    expect(() => confusionMatrix([[1], [2]], { classes: ["a", "b"] })).toThrow(
      "2 classes need 2 rows of 2 counts, got 2 rows and one of 1",
    );
  });
});

test("every figure is plain JSON that leaves the colours of paper and font to the page", () => {
  const figures = [
    line([1, 2]),
    scatter([[1, 2]]),
    boundary((grid) => grid.map(() => 0), [[0, 0]], { labels: [0] }),
    confusionMatrix([[1]], { classes: ["a"] }),
    figure([{ type: "bar", y: [1] }]),
  ];
  for (const drawn of figures) {
    const sent = bundleOf(drawn)[plotlyMime] as { layout: Record<string, unknown> };
    expect(JSON.parse(JSON.stringify(sent))).toEqual(sent);
    expect(sent.layout).toMatchObject({ paper_bgcolor: "rgba(0,0,0,0)" });
    expect(sent.layout).not.toHaveProperty("template");
    expect(sent.layout).not.toHaveProperty("font");
    expect(sent.layout.width).toBeGreaterThan(200);
  }
});
