import { describe, expect, test } from "@jest/globals";
import { bundleOf, paths, plotlyMime, surface } from "../src/index.js";

const bowl = (points: readonly [number, number][]) => points.map(([x, y]) => x ** 2 + 10 * y ** 2);
const map = surface(bowl, { x: [-1, 1], y: [0, 2], resolution: 5 });

describe("surface()", () => {
  test("holds the numbers that it draws, rows along y", () => {
    expect(map.x).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(map.y).toEqual([0, 0.5, 1, 1.5, 2]);
    expect(map.z[2]).toEqual([11, 10.25, 10, 10.25, 11]);
    expect(map.data[0]).toMatchObject({ type: "contour", z: map.z });
  });

  test("draws logarithms on a log scale, with heights at its ticks, and keeps the heights", () => {
    const rises = (points: readonly [number, number][]) => points.map(([x]) => 10 ** x);
    const steep = surface(rises, { x: [-2, 2], y: [0, 1], resolution: 5, zScale: "log" });
    expect(steep.z[0]).toEqual([0.01, 0.1, 1, 10, 100]);
    expect(steep.data[0]!.z![0]).toEqual([-2, -1, 0, 1, 2]);
    const { tickvals, ticktext } = steep.data[0]!.colorbar as Record<string, unknown[]>;
    expect(tickvals).toEqual([-2, -1, 0, 1, 2]);
    expect(ticktext).toEqual(["0.01", "0.1", "1", "10", "100"]);
  });

  test("refuses a function that does not answer for every point", () => {
    const lazy = () => surface(() => [1, 2], { x: [0, 1], y: [0, 1], resolution: 3 });
    expect(lazy).toThrow("Cannot draw the surface: its function needs to answer once");
  });

  test("says how high it goes where there is no Plotly", () => {
    expect(bundleOf(map)["text/plain"]).toBe("Surface: from 0 to 41");
  });
});

describe("paths()", () => {
  const straight = Array.from({ length: 101 }, (_, i) => [i / 100, i / 50]);
  const short = [
    [-1, 0],
    [0, 1],
  ];
  const played = paths({ straight, short }, { over: map, moments: 12 });

  test("keeps whole routes, and stands at their ends until it is played", () => {
    expect(played.routes).toEqual({ straight, short });
    const curve = played.data.find(({ name }) => name === "straight")!;
    expect(curve.x).toHaveLength(101);
    expect(curve.x!.at(-1)).toBe(1);
    const [slider] = played.layout.sliders as [{ active: number; steps: unknown[] }];
    expect(slider.active).toBe(slider.steps.length - 1);
  });

  test("shows first steps one by one, then fewer, and the last", () => {
    const [slider] = played.layout.sliders as [{ steps: { label: string }[] }];
    const labels = slider.steps.map(({ label }) => Number(label));
    expect(labels.slice(0, 3)).toEqual([0, 1, 3]);
    expect(labels).toHaveLength(12);
    expect(labels.at(-1)).toBe(100);
  });

  test("moves the paths alone: the surface is in no frame", () => {
    for (const { data, traces } of played.frames) {
      expect(traces).toEqual([1, 2, 3, 4]);
      expect(data.every(({ type }) => type === "scatter")).toBe(true);
    }
  });

  test("leaves a shorter path at its end", () => {
    const ends = played.frames.map(({ data }) => data.find(({ name }) => name === "short")!.x);
    expect(ends.slice(0, 3)).toEqual([[-1], [-1, 0], [-1, 0]]);
  });

  test("shows itself as Plotly data with frames, and steps as text", () => {
    const bundle = bundleOf(played);
    expect(bundle[plotlyMime]).toHaveProperty("frames.11.data");
    expect(bundle["text/plain"]).toBe("Paths\n  100 steps straight\n  1 steps short");
  });

  test("refuses no path, and an empty one", () => {
    expect(() => paths({}, { over: map })).toThrow(RangeError);
    expect(() => paths({ none: [] }, { over: map })).toThrow("got lengths [0]");
  });
});
