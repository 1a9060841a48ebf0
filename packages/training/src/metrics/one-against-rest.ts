import { checkClasses, checkNumbers, rowWidth } from "./check-lengths.js";
import { type Ranked, ranked } from "./ranked.js";

/** One class against all others. */
export interface OneAgainstRest extends Ranked {
  readonly name: string;
  readonly positives: number;
  readonly negatives: number;
}

/**
 * Ranks examples by their scores: by one score an example, of class 1 against class 0, or by a row
 * of scores an example, of each class against all others.
 */
export function oneAgainstRest(
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  { classes }: { classes: readonly string[] | undefined },
): OneAgainstRest[] {
  const count = labels.length;
  const width = count === 0 ? Number.NaN : rowWidth("outputs", { values: scores, count });
  if (Number.isNaN(width)) throw new RangeError("Cannot score outputs: there are no labels");
  checkNumbers("outputs", scores);
  checkClasses(labels, Math.max(2, width));
  const columns = width === 1 ? [1] : Array.from({ length: width }, (_, column) => column);
  return columns.map((positive) => {
    const at = width === 1 ? 0 : positive;
    const own = Float64Array.from({ length: count }, (_, i) => scores[i * width + at]!);
    const order = ranked(own, (i) => labels[i] === positive);
    const positives = order.truePositives.at(-1)!;
    const name = classes?.[positive] ?? String(positive);
    return { name, ...order, positives, negatives: count - positives };
  });
}

/** The mean of numbers, of which those that are NaN do not count. */
export function knownMean(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
