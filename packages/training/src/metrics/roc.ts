import type { Figure } from "@rosenblatt/plots";
import { knownMean, type OneAgainstRest, oneAgainstRest } from "./one-against-rest.js";
import { scoreCurves } from "./score-curves.js";

/** What a falling threshold finds of one class. */
export interface RocCurve {
  readonly name: string;
  /** The share of all else that is taken for it. */
  readonly falsePositives: readonly number[];
  /** The share of it that is found. */
  readonly truePositives: readonly number[];
  /** Infinity first, then each score. */
  readonly thresholds: readonly number[];
  /** The area under the curve: how often one of it has a higher score than one of the rest. */
  readonly auc: number;
}

/** ROC curves, which show themselves, and the mean of their areas. */
export interface Roc extends Figure {
  readonly curves: readonly RocCurve[];
  readonly auc: number;
}

/**
 * The receiver operating characteristic from one score an example, with labels 0 and 1, or from a
 * row of scores an example, as `predict` gives them, with a curve for each class against the rest.
 * A class of which there are no examples, or nothing else, has the area NaN and does not count in
 * the mean. Source: Fawcett, An introduction to ROC analysis (2006), algorithms 1 and 2.
 *
 * @example roc(predict(model, data.test).outputs, data.test.labels, data).auc;
 * @throws RangeError unless there are equally many scores for each label, none of them NaN.
 */
export function roc(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  { classes }: { classes?: readonly string[] } = {},
): Roc {
  const curves = oneAgainstRest(scores, labels, { classes }).map(curveOf);
  const auc = knownMean(curves.map((curve) => curve.auc));
  return Object.assign(drawn(curves, auc), { curves, auc });
}

function curveOf({ name, positives, negatives, ...order }: OneAgainstRest): RocCurve {
  const truePositives = [0, ...order.truePositives.map((count) => count / positives)];
  const falsePositives = [0, ...order.falsePositives.map((count) => count / negatives)];
  const auc = falsePositives.reduce((area, x, i) => {
    const [before, low] = [falsePositives[i - 1] ?? 0, truePositives[i - 1] ?? 0];
    return area + ((x - before) * (truePositives[i]! + low)) / 2;
  }, 0);
  const thresholds = [Number.POSITIVE_INFINITY, ...order.thresholds];
  return { name, falsePositives, truePositives, thresholds, auc };
}

function drawn(curves: readonly RocCurve[], auc: number): Figure {
  const guess = { type: "scatter", mode: "lines", name: "guessing", x: [0, 1], y: [0, 1] };
  const dashed = { ...guess, line: { color: "gray", width: 1, dash: "dash" } };
  return scoreCurves(
    curves.map(({ name, falsePositives: x, truePositives: y, auc: score }) => {
      return { name, score, x, y };
    }),
    {
      title: "ROC",
      score: auc,
      scoreName: "area under the curve",
      xTitle: "false positives",
      yTitle: "true positives",
      beside: [dashed],
    },
  );
}
