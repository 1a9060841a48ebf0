import { describe, expect, test } from "@jest/globals";
import { animation, bundleOf, line, plotlyMime } from "../src/index.js";

const figures = [1, 2, 3].map((n) => line([n, 2 * n], { title: `n = ${n}` }));

describe("animation()", () => {
  test("holds every figure as a frame, with its own title", () => {
    const { frames, data } = animation(figures);
    expect(data).toEqual(figures[0]!.data);
    expect(frames.map((frame) => frame.data)).toEqual(figures.map((figure) => figure.data));
    expect(frames.map((frame) => frame.layout)).toEqual(
      figures.map((figure) => ({ title: figure.layout.title })),
    );
  });

  test("has one step of the slider for each frame, which goes to that frame", () => {
    const { layout, frames } = animation(figures, { labels: ["a", "b", "c"] });
    const [slider] = layout.sliders as [{ steps: { label: string; args: [string[], object] }[] }];
    expect(slider.steps.map((step) => step.label)).toEqual(["a", "b", "c"]);
    expect(slider.steps.map((step) => step.args[0][0])).toEqual(frames.map(({ name }) => name));
  });

  test("shows itself as Plotly data with frames, and the last figure as text", () => {
    const bundle = bundleOf(animation(figures));
    expect(bundle[plotlyMime]).toHaveProperty("frames.2.data");
    expect(bundle["text/plain"]).toContain("n = 3");
  });

  test("refuses no figures, and labels that do not match", () => {
    expect(() => animation([])).toThrow(RangeError);
    expect(() => animation(figures, { labels: ["a"] })).toThrow("3 figures and 1 labels");
  });
});
