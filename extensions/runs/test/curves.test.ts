import { expect, test } from "@jest/globals";
import { curvesFigure } from "../src/curves/curves-figure.js";
import { measuresOf } from "../src/curves/measures.js";
import { smoothed } from "../src/curves/smoothed.js";
import { thinned } from "../src/curves/thinned.js";
import { Curve } from "../src/model/curve.js";
import { Run } from "../src/model/run.js";
import { record } from "./record.js";

test("a curve grows, and later points take the place of those from their first step on", () => {
  const curve = new Curve({ steps: [1, 2], values: [5, null] });
  curve.append({ steps: [3], values: [3] });
  expect([...curve.x]).toEqual([1, 2, 3]);
  expect([...curve.y]).toEqual([5, Number.NaN, 3]);
  curve.append({ steps: [2, 4], values: [7, 8] });
  expect([...curve.x]).toEqual([1, 2, 4]);
  expect(curve.last).toBe(8);
  curve.append({ steps: [], values: [] });
  expect(curve.length).toBe(3);
});

test("smoothing begins without a bias, as TensorBoard's, and leaves gaps", () => {
  expect([...smoothed(Float64Array.of(1, 2, Number.NaN, 3), 0)]).toEqual([1, 2, Number.NaN, 3]);
  const [first, second, gap, last] = smoothed(Float64Array.of(1, 2, Number.NaN, 3), 0.5);
  expect(first).toBeCloseTo(1, 12);
  expect(second).toBeCloseTo(5 / 3, 12);
  expect(gap).toBeNaN();
  expect(last).toBeCloseTo((3 * 4 + 2 * 2 + 1) / 7, 12);
  expect(smoothed(new Float64Array(500).fill(4), 0.99).every((y) => Math.abs(y - 4) < 1e-9)).toBe(
    true,
  );
});

test("thinning keeps spikes, both ends, and the number of points in bounds", () => {
  const x = Float64Array.from({ length: 10_000 }, (_, i) => i + 1);
  const y = x.map((step) => Math.sin(step / 500));
  y[4321] = 99;
  y[8765] = -99;
  const few = thinned({ x, y }, 600);
  expect(few.x.length).toBeGreaterThan(250);
  expect(few.x.length).toBeLessThanOrEqual(602);
  expect([few.x[0], few.x[few.x.length - 1]]).toEqual([1, 10_000]);
  expect([Math.max(...few.y), Math.min(...few.y)]).toEqual([99, -99]);
  expect(few.x.every((step, i) => i === 0 || step > few.x[i - 1]!)).toBe(true);
});

test("thinned points stay where they are while a curve grows", () => {
  const x = Float64Array.from({ length: 9_000 }, (_, i) => i);
  const y = x.map((step) => (step * 7919) % 101);
  const before = thinned({ x: x.subarray(0, 8_500), y: y.subarray(0, 8_500) }, 500);
  const after = thinned({ x, y }, 500);
  const settled = before.x.length - 3;
  expect([...after.x.subarray(0, settled)]).toEqual([...before.x.subarray(0, settled)]);
});

test("a gap of NaN does not swallow what is beside it", () => {
  const x = Float64Array.from({ length: 100 }, (_, i) => i);
  const y = x.map((step) => (step % 10 < 5 ? Number.NaN : step));
  const few = thinned({ x, y }, 20);
  expect([...few.y].filter((value) => !Number.isNaN(value)).length).toBeGreaterThan(8);
});

test("measures pair training with validation, the loss first and the learning rate last", () => {
  const stepSeries = { learningRate: { steps: [1], values: [1] }, ...record().stepSeries };
  expect(measuresOf([new Run(record({ stepSeries }))])).toEqual([
    { key: "loss", validation: "valLoss" },
    { key: "accuracy", validation: "valAccuracy" },
    { key: "learningRate", validation: "valLearningRate" },
  ]);
});

const options = {
  texts: { step: "step", epoch: "epoch", training: "training", validation: "validation" },
  measures: [{ key: "loss", validation: "valLoss" }],
  smoothing: 0,
  logarithmic: false,
  axis: "steps" as const,
  points: 1500,
  columns: 1,
  height: 100,
};

test("a run that grows moves lines without another shape, until its axis is too short", () => {
  const run = new Run(
    record({ status: "running", epochs: 100, updated: new Date().toISOString() }),
  );
  run.apply({ type: "patch", fields: { step: 7 } });
  const drawn = () => curvesFigure([{ run, color: "red" }], options);
  const before = drawn();
  run.apply({ type: "patch", fields: { step: 8 }, steps: { loss: { steps: [8], values: [1] } } });
  const after = drawn();
  expect([after.asked, after.shape]).toEqual([before.asked, before.shape]);
  expect(after.lines[0]!.x.length).toBe(7);
  run.apply({ type: "patch", fields: { step: 70 } });
  expect(drawn().shape).not.toBe(before.shape);
});

test("validation stands at the ends of epochs, in steps or in epochs", () => {
  const run = { run: new Run(record()), color: "red" };
  expect([...curvesFigure([run], options).lines[1]!.x]).toEqual([3, 6]);
  expect([...curvesFigure([run], { ...options, axis: "epochs" }).lines[1]!.x]).toEqual([1, 2]);
});

test("a name is shown as text, whatever is in it", () => {
  const runs = ["<b>a</b>", "b"].map((name, i) => ({
    run: new Run(record({ name, id: String(i) })),
    color: "red",
  }));
  const { data } = curvesFigure(runs, options).figure as { data: { hovertemplate: string }[] };
  expect(data[0]!.hovertemplate).toContain("&lt;b&gt;a&lt;/b&gt;");
});
