import { describe, expect, test } from "@jest/globals";
import { bundleOf, plotlyMime } from "@rosenblatt/plots";
import { maunaLoa } from "../src/index.js";

describe("maunaLoa()", () => {
  test("has every measured month, from the first to the last", async () => {
    const { x, y, unit, licence } = await maunaLoa();
    expect([x.length, y.length, unit, licence]).toEqual([741, 741, "ppm", "CC BY 4.0"]);
    expect([x[0], y[0]]).toEqual([1958 + 2.5 / 12, 315.7]);
    expect([x.at(-1), y.at(-1)]).toEqual([2020 + 3.5 / 12, 416.18]);
    expect(x.every((year, i) => i === 0 || year > x[i - 1]!)).toBe(true);
  });

  test("has the means of years that Scripps publishes", async () => {
    const { y } = await maunaLoa({ from: 2000, to: 2001 });
    // Source: Scripps CO2 Program, annual mean at Mauna Loa in 2000, 369.6 ppm.
    expect(y).toHaveLength(12);
    expect(y.reduce((sum, ppm) => sum + ppm) / 12).toBeCloseTo(369.6, 0);
  });

  test("refuses years without a measurement", async () => {
    await expect(maunaLoa({ from: 2021 })).rejects.toThrow("from 2021 to before Infinity");
  });

  test("shows itself as a curve with its name", async () => {
    const bundle = bundleOf(await maunaLoa({ from: 2019 }));
    expect(bundle[plotlyMime]).toHaveProperty("layout.title.text", "Carbon dioxide over Mauna Loa");
  });
});
