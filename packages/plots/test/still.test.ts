import { describe, expect, test } from "@jest/globals";
import { decode } from "fast-png";
import { animation, boundary, bundleOf, confusionMatrix, figure, line } from "../src/index.js";
import { Canvas } from "../src/still/canvas.js";
import { coverage } from "../src/still/coverage.js";
import { formatted } from "../src/still/format.js";
import { textWidth } from "../src/still/text.js";

const png = "image/png";
const page = { left: 0, top: 0, right: 100, bottom: 100 };

function pictureOf(shown: unknown) {
  const { width, height, channels, data } = decode(
    Buffer.from(String(bundleOf(shown)[png]), "base64"),
  );
  const pixel = (x: number, y: number) => {
    const at = (Math.round(y) * width + Math.round(x)) * channels;
    return [...data.subarray(at, at + 3)];
  };
  /** Where pixels of about this colour are: their middle and their number. */
  const find = (color: readonly number[]) => {
    let [count, x, y] = [0, 0, 0];
    for (let i = 0; i < width * height; i += 1) {
      const near = color.every((value, k) => Math.abs(data[i * channels + k]! - value) < 12);
      if (near) [count, x, y] = [count + 1, x + (i % width), y + Math.floor(i / width)];
    }
    return { count, x: x / count, y: y / count };
  };
  return { width, height, pixel, find };
}

describe("coverage()", () => {
  const area = (outlines: number[][]) =>
    coverage(outlines, page)!.shares.reduce((sum, share) => sum + share, 0);

  test("has the area of what it covers, whatever its slope", () => {
    expect(area([[10, 10, 30, 10, 30, 20, 10, 20]])).toBeCloseTo(200, 5);
    expect(area([[10.25, 10, 30, 50.5, 2, 71]])).toBeCloseTo(1538.875 / 2, 0);
    expect(area([[0, 0, 90, 3, 0, 6]])).toBeCloseTo(270, -0.5);
  });

  test("is one where outlines overlap, and cuts holes the other way round", () => {
    const square = [10, 10, 20, 10, 20, 20, 10, 20];
    expect(area([square, square])).toBeCloseTo(100, 5);
    expect(area([square, [12, 12, 12, 18, 18, 18, 18, 12]])).toBeCloseTo(64, 5);
  });

  test("ends at the border of the paper", () => {
    expect(area([[-50, -50, 150, -50, 150, 150, -50, 150]])).toBeCloseTo(10_000, 3);
    expect(coverage([[200, 200, 210, 200, 210, 210]], page)).toBeUndefined();
  });
});

describe("Canvas", () => {
  const black = [0, 0, 0, 1] as const;
  const inked = (canvas: Canvas) => canvas.raster().data.filter((value) => value < 128).length / 3;

  test("draws lines of their width, whole and dashed, and breaks them where a point is missing", () => {
    const lineOf = (points: number[], dash?: number[]) => {
      const canvas = new Canvas({ width: 100, height: 20, scale: 2 });
      canvas.stroke(points, { color: black, width: 3, dash });
      return inked(canvas) / 4;
    };
    expect(lineOf([10, 10, 90, 10])).toBeCloseTo(240, 0);
    expect(lineOf([10, 10, 90, 10], [5, 5])).toBeCloseTo(120, 0);
    expect(lineOf([10, 10, 50, 10, Number.NaN, Number.NaN, 60, 10, 90, 10])).toBeCloseTo(210, 0);
  });
});

describe("the picture of a figure", () => {
  test("is a white page, half as large again as the figure", () => {
    const { width, height, pixel } = pictureOf(line([1, 2, 3]));
    expect([width, height]).toEqual([960, 540]);
    expect(pixel(2, 2)).toEqual([255, 255, 255]);
  });

  test("says that it has 144 pixels an inch, so that programs show it as large as the figure", () => {
    const file = Buffer.from(String(bundleOf(line([1, 2]))[png]), "base64");
    const { x, y, unit } = decode(file, { checkCrc: true }).resolution!;
    expect([Math.round(x * 0.0254), Math.round(y * 0.0254), unit]).toEqual([144, 144, 1]);
  });

  test("has categories in the order of the layout", () => {
    const bar = (color: string, name: string) => ({
      ...{ type: "bar", orientation: "h", x: [1], y: [name], marker: { color } },
    });
    const traces = [bar("#ff0000", "first"), bar("#0000ff", "second")];
    const above = (layout: object) => {
      const drawn = pictureOf(figure(traces, { showlegend: false, ...layout }));
      return drawn.find([255, 0, 0]).y < drawn.find([0, 0, 255]).y;
    };
    expect(above({})).toBe(false);
    expect(above({ yaxis: { categoryarray: ["second", "first"] } })).toBe(true);
  });

  test("has its points where the axes say", () => {
    const layout = {
      ...{ width: 400, height: 300, margin: { l: 100, r: 50, t: 50, b: 100 } },
      xaxis: { range: [0, 10] },
      yaxis: { range: [-2, 2], type: "log" },
    };
    const marker = { color: "#ff0000", size: 20 };
    const point = { type: "scatter", mode: "markers", x: [4], y: [10], marker };
    const red = pictureOf(figure([point], layout)).find([255, 0, 0]);
    expect(red.x / 1.5).toBeCloseTo(100 + 0.4 * 250, 0);
    expect(red.y / 1.5).toBeCloseTo(50 + 0.25 * 150, 0);
    expect(red.count / 1.5 ** 2).toBeLessThan(Math.PI * 100);
    expect(red.count / 1.5 ** 2).toBeGreaterThan(0.9 * Math.PI * 100);
  });

  test("has error bars along both axes, as far to each side as it says", () => {
    const margin = { l: 0, r: 0, t: 0, b: 0 };
    const bar = { color: "#ff0000", thickness: 2, width: 0 };
    const layout = {
      ...{ width: 200, height: 200, margin, showlegend: false },
      xaxis: { range: [0, 10], visible: false },
      yaxis: { range: [0, 10], visible: false },
    };
    const marker = { color: "#0000ff", size: 1 };
    const point = { type: "scatter", mode: "markers", x: [5], y: [5], marker };
    const across = { ...point, error_x: { ...bar, array: [3], arrayminus: [1] } };
    const upwards = { ...point, error_y: { ...bar, array: [3], arrayminus: [1] } };
    const [lying, upright] = [across, upwards].map((trace) => {
      const { x, y } = pictureOf(figure([trace], layout)).find([255, 0, 0]);
      return [x / 1.5, y / 1.5];
    });
    // From 1 below to 3 above, and so with its middle 1 above.
    [120, 100].forEach((at, k) => {
      expect(Math.abs(lying![k]! - at)).toBeLessThan(2);
    });
    [100, 80].forEach((at, k) => {
      expect(Math.abs(upright![k]! - at)).toBeLessThan(2);
    });
  });

  test("has names along an axis in the order of the layout", () => {
    const marker = { color: "#ff0000", size: 20 };
    const point = { type: "scatter", mode: "markers", x: [1, 1], y: ["one", "other"] };
    const red = { ...point, y: ["one"], x: [1], marker };
    const high = (categoryarray: string[]) =>
      pictureOf(figure([red, point], { yaxis: { categoryarray } })).find([255, 0, 0]).y;
    expect(high(["other", "one"])).toBeLessThan(high(["one", "other"]));
  });

  test("has circles that are round, in the middle of their box", () => {
    const shape = { type: "circle", xref: "paper", yref: "paper", line: { width: 0 } };
    const circle = { ...shape, x0: 0, x1: 1, y0: 0, y1: 1, fillcolor: "#D55E00" };
    const margin = { l: 0, r: 0, t: 0, b: 0 };
    const axes = { xaxis: { visible: false }, yaxis: { visible: false } };
    const none = [{ type: "scatter", x: [], y: [] }];
    const round = pictureOf(
      figure(none, { width: 200, height: 200, margin, ...axes, shapes: [circle] }),
    );
    const { count, x, y } = round.find([0xd5, 0x5e, 0x00]);
    expect(count / (round.width * round.height)).toBeCloseTo(Math.PI / 4, 1);
    expect(Math.abs(x - round.width / 2) + Math.abs(y - round.height / 2)).toBeLessThan(2);
  });

  test("has shapes above the points, or below where they say so", () => {
    const points = { type: "scatter", mode: "markers", x: [0, 1], y: [0, 1], marker: { size: 40 } };
    const whole = { type: "rect", xref: "paper", yref: "paper", x0: 0, x1: 1, y0: 0, y1: 1 };
    const blue = (layer: string) => {
      const shape = { ...whole, fillcolor: "#D55E00", line: { width: 0 }, layer };
      return pictureOf(figure([points], { shapes: [shape] })).find([0x1f, 0x83, 0xc4]).count;
    };
    expect(blue("above")).toBe(0);
    expect(blue("below")).toBeGreaterThan(1000);
  });

  test("has the colours of a heat map, the first row above when axes say so", () => {
    const colorscale = [
      [0, "#0000ff"],
      [1, "#ffff00"],
    ];
    const trace = {
      type: "heatmap",
      z: [
        [0, 0],
        [null, 1],
      ],
      colorscale,
      showscale: false,
    };
    const { find } = pictureOf(figure([trace], { yaxis: { autorange: "reversed" } }));
    const [blue, yellow, white] = [find([0, 0, 255]), find([255, 255, 0]), find([255, 255, 255])];
    expect(blue.y).toBeLessThan(yellow.y);
    expect(blue.count / yellow.count).toBeCloseTo(2, 1);
    expect(white.count).toBeGreaterThan(yellow.count);
  });

  test("draws contours where a surface has their height", () => {
    const z = [-1, 0, 1].map(() => [-1, 0, 1]);
    const trace = {
      ...{ type: "contour", x: [0, 1, 2], y: [0, 1, 2], z, showscale: false },
      contours: { start: 0.5, end: 0.5, size: 1, coloring: "none" },
      line: { color: "#ff0000", width: 4 },
    };
    const bare = { showgrid: false, zeroline: false };
    const layout = { margin: { l: 40, r: 40, t: 40, b: 40 }, xaxis: bare, yaxis: bare };
    const red = pictureOf(figure([trace], { ...layout, width: 480, height: 240 })).find([
      255, 0, 0,
    ]);
    expect(red.x / 1.5).toBeCloseTo(40 + 0.75 * 400, 0);
    expect(red.count / 1.5 ** 2).toBeCloseTo(4 * 160, -2);
  });

  test("is that of an animation as it stands, without its slider", () => {
    const drawn = animation([line([1, 2]), line([2, 1])], { still: 1 });
    expect(pictureOf(drawn)).toMatchObject({ width: 960, height: 540 });
    expect(bundleOf(drawn)[png]).not.toBe(bundleOf(line([2, 1], { title: "x" }))[png]);
  });

  test("stays small", () => {
    const many = Array.from(
      { length: 20_000 },
      (_, i) => Math.sin(i / 50) + ((i * 7919) % 97) / 97,
    );
    const figures = [
      line({ many }),
      boundary(
        (grid) => grid.map(([x, y]) => x * y),
        [
          [0, 0],
          [1, 1],
        ],
        { labels: [0, 1] },
      ),
      confusionMatrix(
        Array.from({ length: 10 }, (_, i) => Array.from({ length: 10 }, (_, j) => i * j)),
        { classes: Array.from("abcdefghij") },
      ),
    ];
    for (const drawn of figures) expect(String(bundleOf(drawn)[png]).length).toBeLessThan(200_000);
  });

  test("is not there for traces that it cannot draw, or what is no figure", () => {
    expect(bundleOf(figure([{ type: "scatter3d", x: [1], y: [1] }]))).not.toHaveProperty([png]);
    expect(bundleOf(figure([], { width: 1e6, height: 1e6 }))).not.toHaveProperty([png]);
    const odd = figure([{ type: "heatmap", z: 7 as never }]);
    expect(bundleOf(odd)[png]).toBeUndefined();
    expect(bundleOf(odd)["text/plain"]).toContain("Figure");
  });

  test("survives empty traces, gaps and numbers without end", () => {
    const [inf, gap] = [Infinity, null];
    const shown = pictureOf(
      figure([
        { type: "scatter", x: [], y: [] },
        { type: "scatter", x: [0, 1, 2, 3], y: [1, gap, inf, 2] },
        { type: "bar", x: ["a"], y: [0] },
      ]),
    );
    expect(shown.width).toBe(960);
  });
});

describe("textWidth()", () => {
  test("measures letters in DejaVu's widths, and leaves out tags", () => {
    expect(textWidth("A", 1000)).toBe(684);
    expect(textWidth("<b>A</b>", 1000)).toBe(684);
    expect(textWidth("10<sup>2</sup>", 1000)).toBeCloseTo(2 * 636 + 0.7 * 636);
    expect(textWidth("AA<br>A", 1000)).toBe(2 * 684);
  });
});

test.each([
  [0.25, ".0%", "25%"],
  [0.125, ".1%", "12.5%"],
  [1234567, ",", "1,234,567"],
  [1.23456, ".2f", "1.23"],
  [0.5, "~g", "0.5"],
  [-2, "d", "−2"],
])("formatted() writes %p as %p: %p", (value, format, text) => {
  expect(formatted(value, format)).toBe(text);
});
