import type { Figure } from "@rosenblatt/plots";
import { knownMean, type OneAgainstRest, oneAgainstRest } from "./one-against-rest.js";
import { scoreCurves } from "./score-curves.js";

/** Precision against recall of one class, as the threshold falls. */
export interface PrecisionRecallCurve {
  readonly name: string;
  /** Rising, from 0 on. */
  readonly recall: readonly number[];
  /** From 1 on, where nothing is said. */
  readonly precision: readonly number[];
  /** Infinity first, then each score. */
  readonly thresholds: readonly number[];
  /** Σ (Rᵢ − Rᵢ₋₁)·Pᵢ. */
  readonly averagePrecision: number;
}

/** Curves of precision against recall, which show themselves, and their mean average precision. */
export interface PrecisionRecall extends Figure {
  readonly curves: readonly PrecisionRecallCurve[];
  readonly averagePrecision: number;
}

/**
 * Precision against recall from one score an example, with labels 0 and 1, or from a row of scores
 * an example, as `predict` gives them, with a curve for each class against the rest. The average
 * precision is not interpolated; for a class without examples it is NaN, and does not count in the
 * mean. Source: Davis and Goadrich, The relationship between precision-recall and ROC curves (2006).
 *
 * @example precisionRecall(predict(model, data.test).outputs, data.test.labels, data);
 * @throws RangeError unless there are equally many scores for each label, none of them NaN.
 */
export function precisionRecall(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  { classes }: { classes?: readonly string[] } = {},
): PrecisionRecall {
  const curves = oneAgainstRest(scores, labels, { classes }).map(curveOf);
  const averagePrecision = knownMean(curves.map((curve) => curve.averagePrecision));
  return Object.assign(drawn(curves, averagePrecision), { curves, averagePrecision });
}

function curveOf({ name, positives, ...order }: OneAgainstRest): PrecisionRecallCurve {
  const recall = [0, ...order.truePositives.map((right) => right / positives)];
  const precision = [
    1,
    ...order.truePositives.map((right, i) => right / (right + order.falsePositives[i]!)),
  ];
  const averagePrecision = recall.reduce(
    (sum, value, i) => sum + (value - (recall[i - 1] ?? 0)) * precision[i]!,
    0,
  );
  const thresholds = [Number.POSITIVE_INFINITY, ...order.thresholds];
  return { name, recall, precision, thresholds, averagePrecision };
}

function drawn(curves: readonly PrecisionRecallCurve[], mean: number): Figure {
  return scoreCurves(
    curves.map(({ name, recall: x, precision: y, averagePrecision: score }) => {
      return { name, score, x, y };
    }),
    {
      title: "Precision and recall",
      score: mean,
      scoreName: "average precision",
      xTitle: "recall",
      yTitle: "precision",
      shape: "vh",
    },
  );
}
