import { expect, test } from "@jest/globals";
import type { ThemeColors } from "../src/theme-colors.js";
import { themedLayout } from "../src/themed-layout.js";

const colors: ThemeColors = {
  paper: "snow",
  font: "white",
  fontFamily: "sans",
  mutedFont: "silver",
  grid: "gray",
  line: "darkgray",
  raised: "black",
  accent: "blue",
};

test("a figure without a style takes the theme's colours on clear paper", () => {
  const { template } = themedLayout({}, colors);
  expect(template?.layout).toMatchObject({
    paper_bgcolor: "rgba(0,0,0,0)",
    font: { color: "white", family: "sans" },
    xaxis: { gridcolor: "gray" },
    scene: { zaxis: { gridcolor: "gray" } },
  });
});

test("what the figure says itself stays", () => {
  const layout = { paper_bgcolor: "red", font: { size: 20 }, uirevision: 3 };
  expect(themedLayout(layout, colors)).toMatchObject(layout);
});

test("the theme's colours go before those of the figure's template, the rest of it stays", () => {
  const template = {
    data: { bar: [{ opacity: 0.5 }] },
    layout: { font: { color: "black", size: 20 }, colorway: ["red"] },
  };
  expect(themedLayout({ template }, colors).template).toMatchObject({
    data: { bar: [{ opacity: 0.5 }] },
    layout: { font: { color: "white", size: 20 }, colorway: ["red"] },
  });
});

test("the figure fills its element, and a reader's zoom outlasts updates", () => {
  const layout = themedLayout({ width: 500, height: 300 }, colors);
  expect(layout).toMatchObject({ autosize: true, uirevision: "kept" });
  expect(layout).not.toHaveProperty("width");
  expect(layout).not.toHaveProperty("height");
});
