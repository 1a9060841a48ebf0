import { describe, expect, test } from "@jest/globals";
import { band, bundleOf, line, panels } from "../src/index.js";

describe("band()", () => {
  test("has the median of all runs between the lowest and the highest", () => {
    const runs = [[1, 50], Float32Array.of(3, 10), [2, 20], [8, 30]];
    expect(band(runs)).toEqual({ y: [2.5, 25], low: [1, 10], high: [8, 50] });
  });

  test("holds the middle share of the runs", () => {
    const runs = Array.from({ length: 9 }, (_, i) => [i]);
    expect(band(runs, { share: 0.5 })).toEqual({ y: [4], low: [2], high: [6] });
  });

  test("refuses no runs, runs of several lengths, and no share", () => {
    expect(() => band([])).toThrow("at least one run, all equally long, got none");
    expect(() => band([[1, 2], [1]])).toThrow("got lengths 2 and 1");
    expect(() => band([[1]], { share: 0 })).toThrow("the share 0");
  });
});

describe("line() with a band", () => {
  const drawn = line(
    {
      adam: {
        x: [5, 6],
        ...band([
          [1, 2],
          [3, 6],
        ]),
      },
      sgd: [7, 8],
    },
    { x: [5, 6] },
  );

  test("draws the area behind the curve, in one outline there and back", () => {
    const [area, adam, sgd] = drawn.data;
    expect(area).toMatchObject({ x: [5, 6, 6, 5], y: [1, 2, 6, 3], fill: "toself" });
    expect(adam).toMatchObject({ name: "adam", x: [5, 6], y: [2, 4] });
    expect(sgd).toMatchObject({ name: "sgd", y: [7, 8] });
  });

  test("gives the area its curve's colour and its place in the legend", () => {
    const [area, adam] = drawn.data;
    expect(area!.fillcolor).toBe((adam!.line as { color: string }).color);
    expect(area).toMatchObject({ legendgroup: "adam", showlegend: false });
  });
});

describe("panels()", () => {
  const parts = ["one", "two", "three"].map((title, i) =>
    line({ train: [i, 1], test: [i, 2] }, { title, xTitle: "epoch" }),
  );
  const drawn = panels(parts, { columns: 2, title: "All" });

  test("gives each figure axes of its own, and keeps its numbers", () => {
    expect(drawn.data.map(({ name, y, xaxis }) => [name, y![0], xaxis])).toEqual([
      ["train", 0, "x"],
      ["test", 0, "x"],
      ["train", 1, "x2"],
      ["test", 1, "x2"],
      ["train", 2, "x3"],
      ["test", 2, "x3"],
    ]);
    expect(drawn.layout.xaxis3).toMatchObject({ title: { text: "epoch" }, anchor: "y3" });
  });

  test("sets them row by row without overlap", () => {
    const domain = (axis: string) => (drawn.layout[axis] as { domain: number[] }).domain;
    expect(domain("xaxis")[1]).toBeLessThan(domain("xaxis2")[0]!);
    expect(domain("xaxis3")).toEqual(domain("xaxis"));
    expect(domain("yaxis3")[1]).toBeLessThan(domain("yaxis")[0]!);
  });

  test("names each curve once in the legend, and each panel above it", () => {
    expect(drawn.data.map(({ showlegend }) => showlegend)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    const annotations = drawn.layout.annotations as { text: string }[];
    expect(annotations.map(({ text }) => text)).toEqual([
      "<b>one</b>",
      "<b>two</b>",
      "<b>three</b>",
    ]);
    expect(bundleOf(drawn)["text/plain"]).toContain("All\none\n");
  });

  test("refuses no figures", () => expect(() => panels([])).toThrow(RangeError));
});
