import { expect, test } from "@jest/globals";
import { slidesOf, slideWith } from "../src/slides.js";

const cells = (kinds: string) =>
  [...kinds].map((kind) => ({ type: kind === "m" ? "markdown" : "code" }));

test("without slide types a Markdown cell begins a slide, with the code below it", () => {
  expect(slidesOf(cells("mcmccm"))).toEqual([[0, 1], [2, 3, 4], [5]]);
  expect(slidesOf(cells("cmc"))).toEqual([[0], [1, 2]]);
  expect(slidesOf([])).toEqual([]);
});

test("slide types decide where there are any", () => {
  const types = ["slide", "-", "fragment", "skip", "subslide", "notes", undefined];
  const marked = types.map((slideType) => ({ type: "markdown", slideType }));
  expect(slidesOf(marked)).toEqual([
    [0, 1, 2],
    [4, 6],
  ]);
});

test("a cell is on the slide that holds it, or on the one before", () => {
  const slides = slidesOf(cells("mcmccm"));
  expect([0, 1, 2, 4, 5].map((place) => slideWith(slides, place))).toEqual([0, 0, 1, 1, 2]);
  expect(slideWith([], 3)).toBe(0);
});
