import { beforeAll, describe, expect, jest, test } from "@jest/globals";
import { iris, Split } from "@rosenblatt/datasets";
import { ready, seed, tf } from "@rosenblatt/engine";
import { dense, net } from "@rosenblatt/models";
import { bundleOf } from "@rosenblatt/plots";
import {
  accuracy,
  calibration,
  calibrationError,
  classificationReport,
  clusteringReport,
  evaluate,
  f1,
  fit,
  meanAbsoluteError,
  precision,
  precisionRecall,
  predict,
  r2,
  recall,
  regressionReport,
  roc,
  rootMeanSquaredError,
  silhouette,
  topK,
} from "../src/index.js";
import reference from "./fixtures/metrics.json";

const { digits, cancer, diabetes, iris: flowers } = reference;
const classes = Array.from({ length: 10 }, (_, i) => String(i));
const rows = digits.labels.map((_, i) => digits.logits.slice(10 * i, 10 * i + 10));
const said = rows.map((row) => row.indexOf(Math.max(...row)));

/** A model that gives what it is given. */
const same = (units: number) =>
  tf.sequential({ layers: [tf.layers.activation({ activation: "linear", inputShape: [units] })] });

const logits = new Split({
  shape: [10],
  classes,
  inputs: Float32Array.from(digits.logits),
  labels: Int32Array.from(digits.labels),
});

function expectClose(actual: readonly number[], expected: readonly number[]) {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 10);
  });
}

beforeAll(async () => {
  await ready();
  jest.spyOn(process.stdout, "write").mockReturnValue(true);
});

describe.each(["traced", "eager"] as const)("metrics over batches, %s", (gear) => {
  const measured = <M extends Parameters<typeof evaluate>[2]>(options: M) =>
    evaluate(same(10), logits, { ...options, gear, batchSize: 7 } as const);

  test("give scikit-learn's precision, recall and F1, by every average and class", async () => {
    const averages = ["macro", "micro", "weighted"] as const;
    for (const average of averages) {
      const metrics = {
        precision: precision({ average }),
        recall: recall({ average }),
        f1: f1({ average }),
      };
      const values = await evaluate(same(10), logits, { metrics, gear, batchSize: 7 });
      for (const key of ["precision", "recall", "f1"] as const) {
        expect(values[key]).toBeCloseTo(digits.report[average][key][0]!, 10);
      }
    }
    for (const one of [3, 5, 7]) {
      const { score } = await evaluate(same(10), logits, {
        metrics: { score: f1({ class: one }) },
        gear,
      });
      expect(score).toBeCloseTo(digits.report.each.f1[one]!, 10);
    }
  });

  test("give scikit-learn's accuracy within the top k, ties included", async () => {
    const metrics = { accuracy, top1: topK(1), top2: topK(2), top3: topK(3), top5: topK(5) };
    const values = await evaluate(same(10), logits, { metrics, gear, batchSize: 7 });
    for (const k of [1, 2, 3, 5] as const) {
      expect(values[`top${k}`]).toBeCloseTo(digits.topK[k], 6);
    }
    expect(values.top1).toBeCloseTo(values.accuracy, 6);
  });

  test("give the calibration error of scikit-learn's bins", async () => {
    for (const { bins, error } of digits.calibration) {
      const metrics = { off: calibrationError({ bins }) };
      const { off } = await evaluate(same(10), logits, { metrics, gear, batchSize: 7 });
      expect(off).toBeCloseTo(error, 5);
    }
  });

  test("give scikit-learn's regression scores", async () => {
    const numbers = new Split({
      shape: [1],
      classes: [],
      inputs: Float32Array.from(diabetes.predicted),
      labels: Float32Array.from(diabetes.labels),
    });
    const metrics = { mean: meanAbsoluteError, root: rootMeanSquaredError, r2 };
    const values = await evaluate(same(1), numbers, { metrics, gear, batchSize: 10 });
    expect(values.mean / diabetes.meanAbsoluteError).toBeCloseTo(1, 5);
    expect(values.root / diabetes.rootMeanSquaredError).toBeCloseTo(1, 5);
    expect(values.r2).toBeCloseTo(diabetes.r2, 5);
  });

  test("are the same during training as afterwards, and keep no tensor", async () => {
    seed(3);
    const data = await iris();
    const model = net(data.shape, dense(8), dense(3));
    const metrics = { f1: f1(), second: recall({ class: 1 }), off: calibrationError() };
    const options = { epochs: 3, batchSize: 16, metrics, gear, show: false };
    await fit(model, data, options);
    const before = tf.memory().numTensors;
    const history = await fit(model, data, options);
    expect(tf.memory().numTensors).toBe(before);
    const { outputs, classes: predicted } = predict(model, data.test);
    const report = classificationReport(predicted, data.test.labels, data);
    expect(history.valF1[2]).toBeCloseTo(report.macro.f1, 6);
    expect(history.valSecond[2]).toBeCloseTo(report.recall[1]!, 6);
    expect(history.valOff[2]).toBeCloseTo(calibration(outputs, data.test.labels).error, 5);
    expect(history.f1).toHaveLength(3);
  });

  test("never take outputs that are no numbers for right", async () => {
    const odd = new Split({ ...logits, inputs: new Float32Array(logits.inputs.length).fill(NaN) });
    const metrics = { top5: topK(5) };
    expect((await evaluate(same(10), odd, { metrics, gear })).top5).toBe(0);
  });

  test("refuse names and settings that cannot be", async () => {
    const metric = accuracy;
    await expect(measured({ metrics: { loss: metric } })).rejects.toThrow('must not be "loss"');
    await expect(measured({ metrics: { 5: metric } })).rejects.toThrow('"5"');
    const named = { metrics: { accuracy: "accuracy" as never } };
    await expect(measured(named)).rejects.toThrow(/accuracy: .* got "accuracy"; write/);
    await expect(measured({ metrics: { f1: f1({ class: 10 }) } })).rejects.toThrow(/class 10.* 10/);
    expect(() => f1({ average: "mean" as never })).toThrow(/"macro", "micro" or "weighted"/);
    expect(() => recall({ class: -1 })).toThrow(/recall of class -1/);
    expect(() => topK(0)).toThrow(/top 0: .* such as 5/);
    expect(() => calibrationError({ bins: 0 })).toThrow(/0 bins/);
  });
});

describe("classificationReport()", () => {
  const report = classificationReport(said, digits.labels, { classes });

  test("gives scikit-learn's scores of each class and on average, empty classes included", () => {
    for (const key of ["precision", "recall", "f1"] as const) {
      expectClose(report[key], digits.report.each[key]);
      for (const average of ["macro", "micro", "weighted"] as const) {
        expect(report[average][key]).toBeCloseTo(digits.report[average][key][0]!, 10);
      }
    }
    expect(report.support).toEqual(digits.report.support);
    expect(report.support[3]).toBe(0);
    expect(report.accuracy).toBeCloseTo(digits.report.accuracy, 10);
  });

  test("shows itself as a table", () => {
    expect(bundleOf(report)["text/plain"]).toMatch(/% correct\nclass +precision +recall +F1/);
    expect(bundleOf(report)["text/plain"]).toMatch(/macro average/);
  });

  test("refuses what does not fit together", () => {
    expect(() => classificationReport([0, 1], [0])).toThrow(/got 2 for 1 labels/);
    expect(() => classificationReport([], [])).toThrow(/at least one/);
    expect(() => classificationReport([2], [0], { classes: ["a", "b"] })).toThrow(/class 2/);
  });
});

describe("roc()", () => {
  test("gives scikit-learn's curve and area for one score an example, ties included", () => {
    const { curves, auc } = roc(cancer.scores, cancer.labels);
    const [curve] = curves;
    expectClose(curve!.falsePositives, cancer.roc.falsePositives);
    expectClose(curve!.truePositives, cancer.roc.truePositives);
    expect(curve!.thresholds).toEqual([Number.POSITIVE_INFINITY, ...cancer.roc.thresholds]);
    expect(auc).toBeCloseTo(cancer.auc, 10);
  });

  test("gives scikit-learn's area of each class against the rest, and NaN for an empty one", () => {
    const { curves, auc } = roc(digits.logits, digits.labels, { classes });
    const areas = curves.map((curve) => curve.auc).filter((_, i) => i !== 3);
    expect(curves[3]!.auc).toBeNaN();
    expectClose(areas, digits.auc);
    expect(auc).toBeCloseTo(digits.auc.reduce((sum, area) => sum + area, 0) / 9, 10);
    expect(bundleOf(roc(digits.logits, digits.labels))["text/plain"]).toMatch(/^ROC: area .* 0\.9/);
  });

  test("refuses scores that cannot be ranked, and labels that are no classes", () => {
    expect(() => roc([0.5, NaN], [0, 1])).toThrow(/number 1 is NaN/);
    expect(() => roc([1, 2, 3], [0, 1])).toThrow(/3 numbers are not equally many .* 2 examples/);
    expect(() => roc([1, 2], [0, 2])).toThrow(/class 2 of example 1/);
    expect(() => roc([], [])).toThrow(/no labels/);
  });
});

describe("precisionRecall()", () => {
  test("gives scikit-learn's curve and average precision, ties included", () => {
    const { curves, averagePrecision } = precisionRecall(cancer.scores, cancer.labels);
    expectClose(curves[0]!.precision, cancer.precision);
    expectClose(curves[0]!.recall, cancer.recall);
    expect(curves[0]!.thresholds.slice(1)).toEqual(cancer.marks);
    expect(averagePrecision).toBeCloseTo(cancer.averagePrecision, 10);
  });

  test("gives scikit-learn's average precision of each class, and NaN for an empty one", () => {
    const { curves } = precisionRecall(digits.logits, digits.labels, { classes });
    expect(curves[3]!.averagePrecision).toBeNaN();
    const known = curves.map((curve) => curve.averagePrecision).filter((_, i) => i !== 3);
    expectClose(known, digits.averagePrecision);
  });
});

describe("calibration()", () => {
  test.each(digits.calibration)("gives scikit-learn's curve in $bins bins", (expected) => {
    const { error, accuracy, confidence } = calibration(digits.logits, digits.labels, expected);
    const filled = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value));
    expect(error).toBeCloseTo(expected.error, 10);
    expectClose(filled(accuracy), expected.accuracy);
    expectClose(filled(confidence), expected.confidence);
  });

  test("takes probabilities too, and refuses one output an example", () => {
    const { error } = calibration([0.8, 0.2, 0.4, 0.6], [0, 0], { outputs: "probabilities" });
    expect(error).toBeCloseTo((0.2 + 0.6) / 2, 10);
    expect(() => calibration([0.8, 0.2], [0, 1])).toThrow(/one for each class/);
  });
});

describe("regressionReport()", () => {
  test("gives scikit-learn's scores", () => {
    const report = regressionReport(diabetes.predicted, diabetes.labels);
    for (const key of ["meanAbsoluteError", "rootMeanSquaredError", "r2"] as const) {
      expect(report[key]).toBeCloseTo(diabetes[key], 9);
    }
    expect(bundleOf(report)["text/plain"]).toMatch(/^Predicted: R² 0\.\d+/);
  });

  test("gives R² 1 or 0 where all labels are equal", () => {
    expect(regressionReport([2, 2], [2, 2]).r2).toBe(1);
    expect(regressionReport([2, 3], [2, 2]).r2).toBe(0);
  });
});

describe("scores of clusters", () => {
  test("are scikit-learn's, whatever clusters are called", () => {
    const report = clusteringReport(flowers.clusters, flowers.labels);
    expect(report.adjustedRand).toBeCloseTo(flowers.adjustedRand, 10);
    const { normalisedMutualInformation } = report;
    expect(normalisedMutualInformation).toBeCloseTo(flowers.normalisedMutualInformation, 10);
    const one = clusteringReport(new Int32Array(150), flowers.labels);
    expectClose([one.adjustedRand, one.normalisedMutualInformation], flowers.one);
    const equal = clusteringReport([4, 4, 9], [1, 1, 0]);
    expect([equal.adjustedRand, equal.normalisedMutualInformation]).toEqual([1, 1]);
  });

  test("silhouette() gives scikit-learn's values, of a cluster of one as well", () => {
    const { score, values } = silhouette(flowers.points, flowers.clusters);
    expect(score).toBeCloseTo(flowers.silhouette, 10);
    expectClose(values, flowers.silhouettes);
    expect(() => silhouette([[0], [1]], [0, 0])).toThrow(/1 clusters of 2 points/);
  });
});
