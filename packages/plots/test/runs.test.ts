import { describe, expect, test } from "@jest/globals";
import {
  bubbles,
  bundleOf,
  distributions,
  imageGrid,
  learningCurves,
  line,
  ranges,
  slider,
} from "../src/index.js";

const history = (end: number) => ({
  loss: [3, 2, end],
  valLoss: [3, 2.5, end + 1],
  accuracy: [0.2, 0.5, 0.9],
  valAccuracy: [],
});

describe("learningCurves()", () => {
  const drawn = learningCurves({ "7": history(1), seeds: [history(1), history(3), history(2)] });

  test("has one panel a measure, and one colour a run whatever its name", () => {
    const named = (name: string, yaxis: string) =>
      drawn.data.filter((trace) => trace.name === name && trace.yaxis === yaxis);
    expect(named("7", "y").map(({ y }) => y)).toEqual([
      [3, 2, 1],
      [3, 2.5, 2],
    ]);
    expect(named("7", "y2")).toHaveLength(1);
    const colours = ["7", "seeds"].map((name) =>
      named(name, "y").map(({ line }) => (line as { color: string }).color),
    );
    expect(new Set(colours[0]).size).toBe(1);
    expect(colours[0]![0]).not.toBe(colours[1]![0]);
  });

  test("has the median of the seeds in a band that holds them all", () => {
    expect(drawn.bands.seeds!.valLoss).toEqual({
      y: [3, 2.5, 3],
      low: [3, 2.5, 2],
      high: [3, 2.5, 4],
    });
    expect(drawn.data.filter(({ fill }) => fill === "toself")).toHaveLength(2);
    expect(bundleOf(drawn)["text/plain"]).toContain("valLoss 3 (2 to 4)");
  });

  test("goes as far as all seeds go, and counts epochs from 1", () => {
    const { bands, data } = learningCurves({ a: [{ loss: [3, 2, 1] }, { loss: [5, 4] }] });
    expect(bands.a!.loss!.y).toEqual([4, 3]);
    expect(data.find(({ name }) => name === "a")!.x).toEqual([1, 2]);
  });

  test("refuses no run, no history, and a measure that nobody has", () => {
    expect(() => learningCurves({})).toThrow("at least one run with a measure, got none");
    expect(() => learningCurves({ a: [] })).toThrow('the run "a": it needs at least one history');
    expect(() => learningCurves({ a: { loss: [1] } }, { measures: ["f1"] })).toThrow(
      'the measure "f1": no run has it, they have loss',
    );
  });
});

describe("bubbles()", () => {
  const nets = [
    { name: "small", x: 1e6, y: 70, size: 1 },
    { name: "wasteful", x: 1e8, y: 65, size: 4 },
    { name: "large", x: 1e9, y: 80, size: 16 },
  ];
  const drawn = bubbles(nets, { xScale: "log" });

  test("has areas by size, and a label for each", () => {
    const { marker, text } = drawn.data[1] as never as {
      marker: { size: number[] };
      text: string[];
    };
    expect(text).toEqual(["small", "wasteful", "large"]);
    expect(marker.size[2]! / marker.size[0]!).toBeCloseTo(4);
  });

  test("knows those that no cheaper one surpasses", () => {
    expect(drawn.frontier.map(({ name }) => name)).toEqual(["small", "large"]);
    expect(drawn.data[0]).toMatchObject({ x: [1e6, 1e9], y: [70, 80] });
  });

  test("keeps labels off other bubbles where there is room", () => {
    const near = [
      { name: "left", x: 0, y: 0 },
      { name: "right", x: 0.05, y: 0 },
      { name: "far", x: 1, y: 1 },
    ];
    const { textposition } = bubbles(near).data[1] as never as { textposition: string[] };
    expect(textposition.slice(0, 2)).not.toEqual(["middle right", "middle left"]);
  });

  test("refuses none, and what a logarithmic axis cannot hold", () => {
    expect(() => bubbles([])).toThrow("at least one");
    expect(() => bubbles([{ name: "a", x: 0, y: 1 }], { xScale: "log" })).toThrow(
      "got a at (0, 1)",
    );
  });
});

describe("ranges()", () => {
  const results = {
    known: { plain: [99, 98, 100], dropout: 97 },
    new: { plain: [80, 84, 83], dropout: [85, 85], none: [] },
  };

  test("has medians with whiskers to the least and the greatest, the first row on top", () => {
    const { data, layout, ranges: found } = ranges(results);
    expect(found.new).toEqual({
      plain: { middle: 83, low: 80, high: 84 },
      dropout: { middle: 85, low: 85, high: 85 },
    });
    expect(data.map(({ name, x, y }) => ({ name, x, y }))).toEqual([
      { name: "known", x: [99, 97], y: ["plain", "dropout"] },
      { name: "new", x: [83, 85], y: ["plain", "dropout"] },
    ]);
    expect(data[1]!.error_x).toMatchObject({ array: [1, 0], arrayminus: [3, 0] });
    expect(layout.yaxis).toMatchObject({ categoryarray: ["none", "dropout", "plain"] });
    expect(bundleOf(ranges(results))["text/plain"]).toContain("plain: 83 (80 to 84)");
  });

  test("joins the marks of a name, and shows each run", () => {
    const [bars, ...marks] = ranges(results, { joined: true, runs: true, firstColor: 2 }).data;
    expect(bars).toMatchObject({
      x: [83, 99, null, 85, 97, null],
      y: ["plain", "plain", "plain", "dropout", "dropout", "dropout"],
    });
    expect(marks.map(({ name, showlegend }) => [name, showlegend])).toEqual([
      ["known", false],
      ["known", undefined],
      ["new", false],
      ["new", undefined],
    ]);
    expect(marks[2]!.x).toEqual([80, 84, 83, 85, 85]);
    expect(marks[0]!.marker).toMatchObject({ color: "#009E73" });
  });

  test("takes one series without a name, and draws itself without Plotly", () => {
    const drawn = ranges(results.new, { runs: true, shaded: [82, 84] });
    expect(drawn.data.map(({ name }) => name)).toEqual(["each run", "median"]);
    expect(drawn.layout.shapes).toMatchObject([{ x0: 82, x1: 84 }]);
    expect(drawn.ranges[""]!.plain!.middle).toBe(83);
    expect(bundleOf(drawn)["image/png"]).toMatch(/^iVBOR/);
  });

  test("refuses no number, and what is none", () => {
    expect(() => ranges({ plain: [] })).toThrow("it needs a number, and finite ones, got none");
    expect(() => ranges({ plain: [1, Number.NaN] })).toThrow("got NaN");
  });
});

describe("distributions()", () => {
  const snapshots = [Float32Array.of(0, 0, 1, 1), Float32Array.of(0, 2, 4, 4)];

  test.each(["ridges", "map"] as const)("counts shares, means and deviations as %s", (kind) => {
    const { shares, edges, means, deviations } = distributions(snapshots, { bins: 4, kind });
    expect(edges).toEqual([0, 1, 2, 3, 4]);
    expect(shares).toEqual([
      [0.5, 0.5, 0, 0],
      [0.25, 0, 0.25, 0.5],
    ]);
    expect(means).toEqual([0.5, 2.5]);
    expect(deviations[0]).toBeCloseTo(0.5);
  });

  test("draws a map with time to the right and values upwards", () => {
    const { data } = distributions(snapshots, { bins: 2, kind: "map", labels: ["a", "b"] });
    expect(data[0]).toMatchObject({
      x: ["a", "b"],
      y: [1, 3],
      z: [
        [1, 0.25],
        [0, 0.75],
      ],
    });
  });

  test("draws the last ridge in front, at the bottom", () => {
    const { data } = distributions(snapshots, { bins: 2 });
    expect(data.map(({ y }) => Math.min(...(y as number[])))).toEqual([1, 0]);
  });

  test("counts what lies outside of its range at the ends", () => {
    expect(distributions(snapshots, { bins: 2, range: [1, 3] }).shares[1]).toEqual([0.25, 0.75]);
  });

  test("refuses no snapshot, empty ones, NaN, and labels that are too few", () => {
    expect(() => distributions([])).toThrow("got 0 snapshots");
    expect(() => distributions([[1], []])).toThrow("got snapshot 1 with no value");
    expect(() => distributions([[Number.NaN]])).toThrow(
      "snapshot 0 with values that are not finite",
    );
    expect(() => distributions([[1]], { labels: [] })).toThrow("1 snapshots and 0 labels");
  });
});

describe("slider()", () => {
  test("has a step for each figure and no buttons", () => {
    const { layout, frames } = slider([line([1]), line([2])], { labels: [0.1, 1], start: 1 });
    const [bar] = layout.sliders as [{ active: number; steps: { label: string }[] }];
    expect(bar.steps.map(({ label }) => label)).toEqual(["0.1", "1"]);
    expect(bar.active).toBe(1);
    expect(frames).toHaveLength(2);
    expect(layout.updatemenus).toEqual([]);
  });

  test("shows pictures, each as it is", () => {
    const grids = [0, 1].map((value) => imageGrid([[value]], { shape: [1, 1, 1], scale: 40 }));
    const { data, frames } = slider(grids);
    expect(data[0]).toMatchObject({ type: "image" });
    expect(String(data[0]!.source)).toContain(Buffer.from(grids[0]!.png).toString("base64"));
    expect(frames[1]!.data[0]!.source).not.toBe(data[0]!.source);
    expect(bundleOf(slider(grids))).toHaveProperty(["image/png"]);
  });

  test("refuses nothing to show", () => expect(() => slider([])).toThrow(RangeError));
});
