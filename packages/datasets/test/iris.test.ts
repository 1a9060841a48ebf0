import { describe, expect, test } from "@jest/globals";
import { bundleOf } from "@rosenblatt/plots";
import { iris } from "../src/index.js";

function countsOf(labels: Int32Array): number[] {
  return [0, 1, 2].map((label) => labels.filter((l) => l === label).length);
}

describe("iris()", () => {
  test("has 150 flowers with Fisher's means, split evenly by species", async () => {
    const { train, test: held, shape, classes, sample } = await iris();
    expect([train.length, held.length, shape, sample]).toEqual([120, 30, [4], false]);
    expect(classes).toEqual(["setosa", "versicolor", "virginica"]);
    expect(countsOf(train.labels)).toEqual([40, 40, 40]);
    expect(countsOf(held.labels)).toEqual([10, 10, 10]);
    const all = [...train.inputs, ...held.inputs];
    const mean = (k: number) => all.filter((_, i) => i % 4 === k).reduce((a, b) => a + b) / 150;
    // Source: R's datasets::iris, colMeans().
    expect([0, 1, 2, 3].map((k) => Number(mean(k).toFixed(4)))).toEqual([
      5.8433, 3.0573, 3.758, 1.1993,
    ]);
  });

  test("splits the same for the same seed and otherwise not, and never in order of species", async () => {
    const [a, b, c] = [await iris(), await iris(), await iris({ seed: 2 })];
    expect(a.train.inputs).toEqual(b.train.inputs);
    expect(a.train.inputs).not.toEqual(c.train.inputs);
    expect(new Set(a.train.labels.subarray(0, 12)).size).toBe(3);
  });

  test("keeps only the species and measures asked for, in that order, typed", async () => {
    const data = await iris({
      classes: ["virginica", "setosa"],
      features: ["petal width", "petal length"],
      test: 0,
    });
    const shape: readonly [2] = data.shape;
    const label: "virginica" | "setosa" = data.train.at(0).label;
    expect([shape, data.train.length, data.test.length]).toEqual([[2], 100, 0]);
    expect(["virginica", "setosa"]).toContain(label);
    for (let i = 0; i < 100; i += 1) {
      const { input, label } = data.train.at(i);
      expect(input[0]).toBeLessThan(input[1]!);
      expect(input[1]! > 3).toBe(label === "virginica");
    }
  });

  test("refuses names it does not know, and shares that are none", async () => {
    await expect(iris({ classes: ["rosa"] as never })).rejects.toThrow(
      "Cannot load Iris with class rosa: choose from setosa, versicolor, virginica",
    );
    await expect(iris({ features: ["petal length", "petal length"] })).rejects.toThrow("each once");
    await expect(iris({ features: [] })).rejects.toThrow("feature none");
    await expect(iris({ test: 1 })).rejects.toThrow("Cannot keep 1 of the examples for testing");
  });

  test("shows what it is, its licence and what to cite", async () => {
    const text = String(bundleOf(await iris())["text/plain"]);
    expect(text).toContain("120 to train, 30 to test");
    expect(text).toContain("R. A. Fisher");
  });
});
