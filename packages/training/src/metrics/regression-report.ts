import { type Figure, figure, scatter } from "@rosenblatt/plots";
import { checkLengths } from "./check-lengths.js";
import { r2Of } from "./r2.js";

/** How far predicted numbers are from the true ones; shows itself. */
export interface RegressionReport extends Figure {
  /** The mean distance, in the unit of the labels. */
  readonly meanAbsoluteError: number;
  /** The root of the mean squared distance, in the unit of the labels. */
  readonly rootMeanSquaredError: number;
  /** The share of the labels' variance that is explained; 1 is best. */
  readonly r2: number;
}

/**
 * Mean absolute error, root mean squared error and R² of predicted numbers.
 *
 * @example regressionReport([1, 2, 4], [1, 2, 3]).r2; // 0.5
 * @throws RangeError unless there is one number for each label.
 */
export function regressionReport(
  predicted: ArrayLike<number>,
  labels: ArrayLike<number>,
  { title = "Predicted" }: { title?: string } = {},
): RegressionReport {
  checkLengths("predicted numbers", { given: predicted, labels });
  const count = labels.length;
  const errors = Float64Array.from(predicted, (value, i) => value - labels[i]!);
  const sum = (of: (i: number) => number) => errors.reduce((all, _, i) => all + of(i), 0);
  const mean = sum((i) => labels[i]!) / count;
  const squares = sum((i) => errors[i]! ** 2);
  const numbers = {
    meanAbsoluteError: sum((i) => Math.abs(errors[i]!)) / count,
    rootMeanSquaredError: Math.sqrt(squares / count),
    r2: r2Of({ squares, total: sum((i) => (labels[i]! - mean) ** 2) }),
  };
  return Object.assign(drawn(predicted, labels, { ...numbers, title }), numbers);
}

function drawn(
  predicted: ArrayLike<number>,
  labels: ArrayLike<number>,
  {
    title,
    meanAbsoluteError,
    rootMeanSquaredError,
    r2,
  }: Pick<RegressionReport, "meanAbsoluteError" | "rootMeanSquaredError" | "r2"> & {
    title: string;
  },
): Figure {
  const points = Array.from(predicted, (value, i) => [labels[i]!, value]);
  const text = `${title}: R² ${r2.toFixed(3)}, mean error ${meanAbsoluteError.toPrecision(4)}, root mean square ${rootMeanSquaredError.toPrecision(4)}`;
  const { data, layout } = scatter(points, { title: text, xTitle: "true", yTitle: "predicted" });
  const ends = points.flat();
  const both = ends.reduce(
    ([low, high], v) => [Math.min(low!, v), Math.max(high!, v)],
    [ends[0]!, ends[0]!],
  );
  const right = { type: "scatter", mode: "lines", name: "right", x: both, y: both };
  const dashed = { ...right, line: { color: "gray", width: 1, dash: "dash" } };
  return figure([dashed, ...data], { ...layout, showlegend: false }, { text });
}
