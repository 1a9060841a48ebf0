import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { bundleOf, plotlyMime } from "@rosenblatt/plots";
import { blobs, circles, spirals, twoMoons, xor } from "../src/index.js";

/** What scikit-learn makes by the same rules without noise. */
const frozen = JSON.parse(readFileSync(join(__dirname, "fixtures/points.json"), "utf8")) as Record<
  "twoMoons" | "circles",
  { points: number[][]; labels: number[] }
>;

interface Plane {
  readonly inputs: Uint8Array | Float32Array;
  readonly labels: Int32Array;
}

/** Points with their labels in an order that does not depend on the division. */
function sorted({ inputs, labels }: Plane) {
  const round = (value: number) => Number(value.toFixed(5)) + 0;
  return [...labels]
    .map((label, i) => [label, round(inputs[2 * i]!), round(inputs[2 * i + 1]!)])
    .sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!);
}

const whole = { noise: 0, test: 0 };

describe("points by rule", () => {
  test.each([
    ["twoMoons", twoMoons({ ...whole, count: 11 })],
    ["circles", circles({ ...whole, count: 11, factor: 0.3 })],
  ] as const)("%s lie where scikit-learn's do", (name, { train }) => {
    const { points, labels } = frozen[name];
    const expected = { inputs: Float32Array.from(points.flat()), labels: Int32Array.from(labels) };
    expect(sorted(train)).toEqual(sorted(expected));
  });

  test("spirals with three turns are those of Lang and Witbrock", () => {
    const { train } = spirals({ ...whole, count: 194, turns: 3 });
    const points = Array.from({ length: 97 }, (_, i) => {
      const [angle, radius] = [(i / 16) * Math.PI, (6.5 * (104 - i)) / 104];
      return [radius * Math.sin(angle), radius * Math.cos(angle)].map((v) => v / 6.5);
    });
    const both = [...points, ...points.map((point) => point.map((v) => -v))].flat();
    const labels = Int32Array.from({ length: 194 }, (_, i) => (i < 97 ? 0 : 1));
    expect(sorted(train)).toEqual(sorted({ inputs: Float32Array.from(both), labels }));
  });

  test("xor of four points is the truth table", () => {
    expect(sorted(xor({ ...whole, count: 4 }).train)).toEqual([
      [0, 0, 0],
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
    ]);
  });

  test("blobs are normal about their centres", () => {
    const centres = [
      [1, 2],
      [-3, 0],
    ] as const;
    const { train } = blobs({ classes: ["a", "b"], centres, count: 20_000, noise: 0.5, test: 0 });
    for (const [label, centre] of centres.entries()) {
      const own = train.pick([...train.labels.keys()].filter((i) => train.labels[i] === label));
      const { mean, deviation } = own.normalise().normalisation!;
      // Within five standard errors.
      mean.forEach((value, axis) => {
        expect(Math.abs(value - centre[axis]!)).toBeLessThan((5 * 0.5) / Math.sqrt(10_000));
        expect(Math.abs(deviation[axis]! / 0.5 - 1)).toBeLessThan(5 / Math.sqrt(2 * 10_000));
      });
    }
  });
});

describe("generated sets", () => {
  test.each([twoMoons, circles, spirals, blobs, xor])(
    "%# have balanced parts, the same for the same seed and no other",
    (make) => {
      const data = make({ count: 300, test: 0.2 });
      const shares = data.classes.map((_, c) => data.train.labels.filter((l) => l === c).length);
      expect([data.train.length, data.test.length, data.shape]).toEqual([240, 60, [2]]);
      expect(new Set(shares).size).toBe(1);
      expect(make({ count: 300 }).train.inputs).toEqual(data.train.inputs);
      expect(make({ count: 300, seed: 2 }).train.inputs).not.toEqual(data.train.inputs);
    },
  );

  test("keep the names of their classes as types", () => {
    const data = spirals({ classes: ["red", "green", "blue"] });
    const label: "red" | "green" | "blue" = data.train.at(0).label;
    const moon: "upper" | "lower" = twoMoons().train.at(0).label;
    expect(data.classes).toContain(label);
    expect(["upper", "lower"]).toContain(moon);
  });

  test("show themselves as points of the plane", () => {
    const bundle = bundleOf(twoMoons({ count: 50 }).train);
    expect(bundle[plotlyMime]).toMatchObject({ data: [{ name: "upper" }, { name: "lower" }] });
    expect(String(bundleOf(twoMoons())["text/plain"])).toContain("320 to train, 80 to test");
  });

  test("refuse what cannot be", () => {
    expect(() => twoMoons({ count: 1 })).toThrow("Cannot make two moons of 1 points in 2 classes");
    expect(() => xor({ noise: -1 })).toThrow("Cannot make exclusive or with noise = -1");
    expect(() => circles({ factor: 1 })).toThrow("Cannot make circles with factor = 1");
    expect(() => spirals({ turns: 0 })).toThrow("Cannot make spirals with turns = 0");
    expect(() => blobs({ centres: [[0, 0]] })).toThrow("3 classes with 1 centres");
    expect(() => twoMoons({ test: 1 })).toThrow("Cannot keep 1 of the examples for testing");
  });
});
