import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { bundleOf, plotlyMime } from "@rosenblatt/plots";
import {
  breastCancer,
  cars,
  diabetes,
  digits8,
  iris,
  normalisation,
  penguins,
  wine,
} from "../src/index.js";

interface Told {
  rows: number;
  mean: number[];
  deviation: number[];
  targets: number;
  counts: number[];
}

/** What scikit-learn says of the same tables. */
const frozen = JSON.parse(readFileSync(join(__dirname, "fixtures/tables.json"), "utf8")) as {
  wine: Told;
  breastCancer: Told;
  diabetes: Told;
  digits8: { counts: number[]; mean: number; deviation: number };
};

const average = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

const counts = (labels: Int32Array, classes: readonly string[]) =>
  classes.map((_, index) => labels.filter((label) => label === index).length);

/** Agreement within float32. */
function expectClose(values: readonly number[], expected: readonly number[]) {
  expect(values).toHaveLength(expected.length);
  values.forEach((value, i) => {
    expect(Math.abs(value / expected[i]! - 1)).toBeLessThan(1e-6);
  });
}

describe("the tables", () => {
  test.each([
    ["wine", () => wine({ test: 0 })],
    ["breastCancer", () => breastCancer({ test: 0 })],
  ] as const)("%s has scikit-learn's rows, means, deviations and classes", async (name, load) => {
    const { train } = await load();
    const { mean, deviation } = normalisation(train);
    const told = frozen[name];
    expect(train.length).toBe(told.rows);
    expect(counts(train.labels, train.classes)).toEqual(told.counts);
    expectClose(mean, told.mean);
    expectClose(deviation, told.deviation);
  });

  test("diabetes has scikit-learn's measures and numbers to predict", async () => {
    const { train, classes, target } = await diabetes({ test: 0 });
    const { mean, deviation } = normalisation(train);
    const numbers: Float32Array = train.labels;
    expect([train.length, classes, target?.name]).toEqual([442, [], "progression"]);
    expectClose(mean, frozen.diabetes.mean);
    expectClose(deviation, frozen.diabetes.deviation);
    expect(average(numbers)).toBeCloseTo(frozen.diabetes.targets, 4);
    expect([Math.min(...numbers), Math.max(...numbers)]).toEqual([25, 346]);
  });

  test("penguins leaves out the two birds without measures, and says so", async () => {
    const data = await penguins();
    expect([data.train.length + data.test.length, data.dropped, data.sample]).toEqual([
      342,
      2,
      false,
    ]);
    // Source: palmerpenguins, 151 Adelie, 68 Chinstrap and 123 Gentoo with measures.
    const { train } = await penguins({ test: 0 });
    expect(counts(train.labels, data.classes)).toEqual([151, 68, 123]);
    const [length, depth, flipper, mass] = normalisation(train).mean;
    // Source: R's palmerpenguins, colMeans(na.rm = TRUE).
    expect([length, depth, flipper, mass].map((mean) => Number(mean!.toFixed(3)))).toEqual([
      43.922, 17.151, 200.915, 4201.754,
    ]);
    expect(String(bundleOf(data)["text/plain"])).toContain("2 with a missing value");
  });

  test("missing values stay as NaN where that is asked for, and labels never miss", async () => {
    const { train, dropped } = await cars({ test: 0, missing: "nan" });
    expect([train.length, dropped]).toEqual([398, 8]);
    const power = [...train.inputs].filter((_, i) => i % 9 === 2);
    expect(power.filter(Number.isNaN)).toHaveLength(6);
    expect(normalisation(train).mean.every(Number.isFinite)).toBe(true);
    expect((await cars({ test: 0 })).train.length).toBe(392);
    expect((await cars({ test: 0, features: ["weight"] })).dropped).toBe(8);
  });

  test("cars has the numbers of the StatLib's 392 complete cars", async () => {
    const { train } = await cars({ test: 0, features: ["horsepower", "weight"] });
    // Source: R's ISLR::Auto, the same 392 cars: mean of mpg, horsepower, weight.
    expect(average(train.labels)).toBeCloseTo(23.4459, 3);
    expect(normalisation(train).mean.map((mean) => Number(mean.toFixed(1)))).toEqual([
      104.5, 2977.6,
    ]);
  });

  test.each([iris, penguins, wine, breastCancer])(
    "%# divides each class by its share",
    async (load) => {
      const { train, test: held, classes } = await load({ test: 0.25, seed: 3 });
      const all = counts(train.labels, classes).map((n, i) => n + counts(held.labels, classes)[i]!);
      expect(counts(held.labels, classes)).toEqual(all.map((n) => Math.round(n / 4)));
    },
  );

  test("keep only the features and classes asked for, typed", async () => {
    const data = await wine({ classes: ["Barbera", "Barolo"], features: ["hue", "alcohol"] });
    const shape: readonly [2] = data.shape;
    const label: "Barbera" | "Barolo" = data.train.at(0).label;
    expect([shape, data.units, data.train.length + data.test.length]).toEqual([
      [2],
      ["", "% vol"],
      59 + 48,
    ]);
    expect(data.classes).toContain(label);
    const number: number = (await cars()).train.at(0).label;
    expect(number).toBeGreaterThan(5);
  });

  test("refuse names they do not know", async () => {
    await expect(penguins({ features: ["beak"] as never })).rejects.toThrow(
      "Cannot load Palmer penguins with feature beak: choose from beak length, beak depth",
    );
    await expect(cars({ classes: ["USA"] as never })).rejects.toThrow(
      "class USA: choose from none, since it has numbers to predict",
    );
    await expect(cars({ missing: "mean" as never })).rejects.toThrow(
      'missing = "mean": it must be "drop" or "nan"',
    );
    await expect(wine({ test: -1 })).rejects.toThrow("Cannot keep -1 of the examples for testing");
  });

  test("tell their units, and what is to be predicted", async () => {
    const text = String(bundleOf(await cars())["text/plain"]);
    expect(text).toContain("horsepower (hp), weight (lb)");
    expect(text).toMatch(/target +miles per gallon/);
    expect(text).toContain("14 with a missing value");
  });

  test("show numbers to predict over the feature that goes with them most", async () => {
    const { train } = await cars();
    expect(bundleOf(train)[plotlyMime]).toMatchObject({
      layout: {
        xaxis: { title: { text: "weight (lb)" } },
        yaxis: { title: { text: "miles per gallon" } },
      },
    });
  });
});

describe("digits8()", () => {
  test("has scikit-learn's 1,797 digits as pictures", async () => {
    const { train, shape, classes } = await digits8({ test: 0 });
    expect([train.length, shape]).toEqual([1797, [8, 8, 1]]);
    expect(counts(train.labels, classes)).toEqual(frozen.digits8.counts);
    const { mean, deviation } = normalisation(train);
    expectClose([...mean, ...deviation], [frozen.digits8.mean, frozen.digits8.deviation]);
    expect(bundleOf(train.show(3))["text/plain"]).toContain("3 images");
  });
});
