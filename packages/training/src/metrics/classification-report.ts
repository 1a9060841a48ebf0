import { bundleOf, type Displayable, displayable, table } from "@rosenblatt/plots";
import {
  type Average,
  averaged,
  type ClassCounts,
  f1Of,
  precisionOf,
  recallOf,
  scoresOf,
} from "./average.js";
import { checkClasses, checkLengths } from "./check-lengths.js";

/** Precision, recall and F1 of all classes together. */
export interface AverageScores {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** How well each class is told from the others. */
export interface ClassificationReport
  extends Displayable,
    Readonly<Record<Average, AverageScores>> {
  readonly classes: readonly string[];
  readonly accuracy: number;
  /** Of each class, as all that follows. */
  readonly precision: readonly number[];
  readonly recall: readonly number[];
  readonly f1: readonly number[];
  /** How many examples it has. */
  readonly support: readonly number[];
}

/**
 * Precision, recall and F1 of each class and on average, from the classes predicted and the true
 * ones, as indices. All `classes` count, those without examples too; where there is nothing to
 * divide by, a score is 0.
 *
 * @example classificationReport(predict(model, data.test).classes, data.test.labels, data);
 * @throws RangeError unless there is one prediction for each label, and each is a class.
 */
export function classificationReport(
  predicted: ArrayLike<number>,
  labels: ArrayLike<number>,
  { classes = numbered(predicted, labels) }: { classes?: readonly string[] } = {},
): ClassificationReport {
  checkLengths("predicted classes", { given: predicted, labels });
  checkClasses(predicted, classes.length);
  checkClasses(labels, classes.length);
  const counts = count(predicted, labels, { size: classes.length });
  const average = (kind: Average): AverageScores => ({
    precision: averaged(precisionOf, { counts, average: kind }),
    recall: averaged(recallOf, { counts, average: kind }),
    f1: averaged(f1Of, { counts, average: kind }),
  });
  const scores = {
    classes,
    accuracy: average("micro").f1,
    precision: scoresOf(precisionOf, counts),
    recall: scoresOf(recallOf, counts),
    f1: scoresOf(f1Of, counts),
    support: counts.actual,
    macro: average("macro"),
    micro: average("micro"),
    weighted: average("weighted"),
  };
  return displayable(scores, reportTable);
}

/** Names for as many classes as there are indices. */
function numbered(...indices: readonly ArrayLike<number>[]): string[] {
  let most = -1;
  for (const list of indices) {
    for (let i = 0; i < list.length; i += 1) most = Math.max(most, list[i]!);
  }
  return Array.from({ length: most + 1 }, (_, i) => String(i));
}

function count(
  predicted: ArrayLike<number>,
  labels: ArrayLike<number>,
  { size }: { size: number },
): ClassCounts {
  const zeros = () => new Array<number>(size).fill(0);
  const counts = { right: zeros(), predicted: zeros(), actual: zeros() };
  for (let i = 0; i < labels.length; i += 1) {
    const [said, actual] = [predicted[i]!, labels[i]!];
    counts.predicted[said]! += 1;
    counts.actual[actual]! += 1;
    if (said === actual) counts.right[said]! += 1;
  }
  return counts;
}

function reportTable(report: Omit<ClassificationReport, keyof Displayable>) {
  const { classes, precision, recall, f1, support, accuracy } = report;
  const all = support.reduce((sum, each) => sum + each, 0);
  const rows = classes.map((name, i) => ({
    class: name,
    precision: precision[i]!,
    recall: recall[i]!,
    F1: f1[i]!,
    examples: support[i]!,
  }));
  const averages = (["macro", "micro", "weighted"] as const).map((kind) => ({
    class: `${kind} average`,
    precision: report[kind].precision,
    recall: report[kind].recall,
    F1: report[kind].f1,
    examples: all,
  }));
  return bundleOf(
    table([...rows, ...averages], { title: `${(100 * accuracy).toFixed(1)} % correct` }),
  );
}
