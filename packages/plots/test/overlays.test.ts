import { describe, expect, test } from "@jest/globals";
import { decode } from "fast-png";
import { bundleOf, type OverlaidPicture, overlays } from "../src/index.js";
import { maskOutlines } from "../src/mask-outlines.js";

/** Half the sum of what each edge spans: positive for outlines that run clockwise. */
function areaOf(outline: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < outline.length; i += 2) {
    const next = (i + 2) % outline.length;
    sum += outline[i]! * outline[next + 1]! - outline[next]! * outline[i + 1]!;
  }
  return sum / 2;
}

describe("maskOutlines()", () => {
  test("run around parts, and the other way around holes, with corners alone", () => {
    const ring = [1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0];
    const outlines = maskOutlines(ring, { height: 3, width: 4 });
    expect(outlines.map((outline) => outline.length)).toEqual([8, 8]);
    expect(outlines.map(areaOf).sort()).toEqual([-1, 9]);
  });

  test("enclose as many pixels as a mask has, touching corners and borders included", () => {
    const [height, width] = [13, 17];
    for (let share = 1; share < 10; share += 1) {
      const mask = Array.from({ length: height * width }, (_, i) =>
        Number((i * i * 7919 + 31 * i) % 10 < share),
      );
      const pixels = mask.reduce((sum, value) => sum + value, 0);
      const outlines = maskOutlines(mask, { height, width });
      expect(outlines.map(areaOf).reduce((sum, area) => sum + area, 0)).toBe(pixels);
    }
    expect(maskOutlines(new Uint8Array(4), { height: 2, width: 2 })).toEqual([]);
  });
});

describe("overlays()", () => {
  const classes = ["cat", "dog"];
  const grey = { image: new Float32Array(20 * 20).fill(0.5), shape: [20, 20, 1] };
  const left = Uint8Array.from({ length: 400 }, (_, i) => Number(i % 20 < 10));
  const cat = { label: 0, score: 0.925, mask: left, box: { x: 0, y: 0, width: 10, height: 20 } };
  const dog = { label: 1, box: { x: 12, y: 4, width: 6, height: 8 } };
  const pictures: OverlaidPicture[] = [
    { ...grey, objects: [dog, cat], title: "one" },
    { ...grey, objects: [] },
  ];
  const drawn = overlays(pictures, { classes, width: 200 });
  const marks = drawn.data.filter(({ fill }) => fill === "toself");

  test("tell class, score and size under the pointer, the larger thing below", () => {
    const texts = marks.map(({ text }) => text);
    expect(texts).toEqual(["cat, 93 %, 10 × 20 pixels, area 200", "dog, 6 × 8 pixels"]);
    expect(marks.map(({ hoveron, hoverinfo }) => [hoveron, hoverinfo])).toEqual([
      ["fills", "text"],
      ["fills", "text"],
    ]);
    expect(marks[1]!.x).toEqual([12, 18, 18, 12, 12]);
  });

  test("have one entry in the legend for each class, in order, that switches all of its things", () => {
    const keys = drawn.data.filter(({ name }) => name !== undefined);
    expect(keys.map(({ name, legendgroup }) => [name, legendgroup])).toEqual([
      ["cat", "cat"],
      ["dog", "dog"],
    ]);
    expect(marks.map(({ legendgroup }) => legendgroup)).toEqual(["cat", "dog"]);
  });

  test("have a slider that changes the marks' opacity, never the pictures'", () => {
    const [slider] = drawn.layout.sliders as { active: number; steps: { args: unknown[] }[] }[];
    expect(slider!.steps).toHaveLength(11);
    const [change, traces] = slider!.steps[slider!.active]!.args as [object, number[]];
    expect(change).toEqual({ opacity: 0.6 });
    expect(traces.map((i) => drawn.data[i])).toEqual(marks);
    expect(overlays([pictures[1]!], { classes }).layout.sliders).toBeUndefined();
  });

  test("are a picture elsewhere: the class' colour over the pixels of a mask alone", () => {
    const png = Buffer.from(String(bundleOf(drawn)["image/png"]), "base64");
    const { width, data, channels } = decode(png);
    const at = (x: number, y: number) => {
      const place = (Math.round(1.5 * (36 + y)) * width + Math.round(1.5 * (12 + x))) * channels;
      return [...data.subarray(place, place + 3)];
    };
    // 0.6 of #1F83C4 over grey.
    const expected = [0x1f, 0x83, 0xc4].map((value) => 0.6 * value + 0.4 * 127.5);
    at(50, 100).forEach((value, k) => void expect(Math.abs(value - expected[k]!)).toBeLessThan(4));
    expect(at(110, 180).every((value) => Math.abs(value - 127.5) < 4)).toBe(true);
  });

  test("say what does not fit", () => {
    expect(() => overlays([], { classes })).toThrow("at least one picture");
    const strange = { ...grey, objects: [{ ...dog, label: 2 }] };
    expect(() => overlays([strange], { classes })).toThrow("a class from 0 to 1");
    const wrong = { ...grey, objects: [{ label: 0, mask: [1] }] };
    expect(() => overlays([wrong], { classes })).toThrow("20 × 20 pixels need as many numbers");
    expect(() => overlays(pictures, { classes, opacity: 2 })).toThrow("from 0 to 1");
  });
});
