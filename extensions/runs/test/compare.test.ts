import { expect, test } from "@jest/globals";
import { parallelFigure } from "../src/compare/parallel-figure.js";
import { columnsOf, differs } from "../src/compare/result-table.js";
import { Run } from "../src/model/run.js";
import type { HyperParameter } from "../src/protocol.js";
import { distinction } from "../src/text/distinction.js";
import { record } from "./record.js";

interface Axis {
  readonly label: string;
  readonly values: readonly number[];
  readonly tickvals?: readonly number[];
  readonly ticktext?: readonly string[];
}

/** The axes of runs with these settings, by their labels. */
function axesOf(...settings: readonly Readonly<Record<string, HyperParameter>>[]) {
  const runs = settings.map((hyperParameters, i) => {
    const best = { loss: { epoch: 1, value: 1 + i } };
    return { run: new Run(record({ id: String(i), hyperParameters, best })), color: "red" };
  });
  const { data } = parallelFigure(runs)! as unknown as { data: { dimensions: Axis[] }[] };
  return new Map(data[0]!.dimensions.map((axis) => [axis.label, axis]));
}

test("an axis from a ratio of ten on goes by powers, and has a mark where runs are", () => {
  const rate = axesOf({ rate: 0.01 }, { rate: 0.001 }).get("rate")!;
  expect(rate.values).toEqual([-2, -3]);
  expect(rate.ticktext).toEqual(["0.001", "0.01"]);
  expect(axesOf({ rate: 0.3 }, { rate: 0.03 }).get("rate")!.values[0]).toBeCloseTo(-0.523, 3);
  expect(axesOf({ rate: 9 }, { rate: 1 }).get("rate")!.values).toEqual([9, 1]);
  expect(axesOf({ rate: 10 }, { rate: 0 }).get("rate")!.values).toEqual([10, 0]);
});

test("marks are as far apart as their texts need, those at the ends always there", () => {
  const sizes = [1, 1.1, 4, 5, 8.9, 9].map((size) => ({ size }));
  expect(axesOf(...sizes).get("size")!.ticktext).toEqual(["1", "4", "5", "9"]);
  expect(axesOf(...sizes).get("loss")!.ticktext).toBeUndefined();
});

test("a name in an axis is shown as text, whatever is in it", () => {
  const axes = axesOf({ "<b>a</b>": "<b>1</b>" }, { "<b>a</b>": "2" });
  expect(axes.get("&lt;b&gt;a&lt;/b&gt;")!.ticktext).toEqual(["<b>1</b>", "2"]);
});

test("names of models that nobody chose are no difference between runs", () => {
  const told = (...names: readonly string[]) => {
    const runs = names.map((model) => new Run(record({ hyperParameters: { model } })));
    const column = columnsOf(runs).find(({ id }) => id === "setting model")!;
    return differs(column, runs);
  };
  expect([told("model1", "model2"), told("sequential_1", "model2")]).toEqual([false, false]);
  expect([told("model1", "lenet"), told("lenet", "wide"), told("wide", "wide")]).toEqual([
    ...[true, true, false],
  ]);
});

test("runs of one name are told apart by their notebooks, in one notebook by their starts", () => {
  const run = (name: string, { place = "a.ipynb", second = "00" } = {}) => {
    const made = new Run(record({ name, started: `2026-01-02T03:04:${second}Z` }));
    made.place = place;
    return made;
  };
  const [alone, one, two] = [run("alone"), run("twin"), run("twin", { place: "b/b.ipynb" })];
  const told = (runs: readonly Run[]) => runs.map((one) => distinction(one, runs));
  expect(told([alone, one, two])).toEqual([undefined, "a.ipynb", "b.ipynb"]);
  const [first, second] = told([one, run("twin", { second: "07" })]);
  expect(first).toMatch(/:00/);
  expect(second).toMatch(/:07/);
});
