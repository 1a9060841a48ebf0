import { expect, test } from "@jest/globals";
import { decode } from "fast-png";
import { type BoxMark, boxGrid, bundleOf } from "../src/index.js";

const shape = [20, 20, 1];
const image = new Float32Array(400).fill(0.5);
const at = { x: 4, y: 8, width: 10, height: 6 };
const marks: BoxMark[] = [
  { ...at, kind: "right", text: "cat <90 %>" },
  { ...at, x: 0, y: 0, kind: "missed" },
];
const grid = boxGrid([{ image, marks }], { shape, scale: 10, title: "Found" });
const { "text/html": html, "text/plain": text } = bundleOf(grid) as Record<string, string>;

test("tells how many boxes of each kind there are", () => {
  expect(text).toBe("Found: 1 pictures; boxes: 1 right, 1 missed");
});

test("draws boxes in pixels of the page, which say under the mouse what they are", () => {
  expect(html).toContain('x="40.0" y="80.0" width="100.0" height="60.0"');
  expect(html).toContain("<title>right: cat &lt;90 %&gt;</title>");
  expect(html).toContain("stroke-dasharray");
  expect(html).not.toContain("wrong");
});

test("draws the same as a picture, where a box begins at its edge", () => {
  const { width, height, data } = decode(grid.png);
  expect([width, height]).toEqual([grid.width, grid.height]);
  const [left, top] = [10, 10 + 16 + 12];
  const pixel = (x: number, y: number) => {
    const start = 3 * (Math.round(2 * (top + y)) * width + Math.round(2 * (left + x)));
    return [...data.subarray(start, start + 3)];
  };
  expect(pixel(180, 180)).toEqual([128, 128, 128]);
  expect(pixel(140, 110)).not.toEqual([128, 128, 128]);
});

test("says in the legend what it is told to", () => {
  const told = boxGrid([{ image, marks }], { shape, legend: { missed: "true" } });
  const { "text/html": page, "text/plain": words } = bundleOf(told) as Record<string, string>;
  expect(words).toBe("1 pictures; boxes: 1 right, 1 true");
  expect(page).toContain(">true</span>");
});

test("refuses a picture of another shape", () => {
  expect(() => boxGrid([{ image, marks }], { shape: [2, 2, 1] })).toThrow("it needs 4 values");
});
