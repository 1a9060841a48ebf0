/**
 * How one number comes of one for each class: their mean, the number of all examples counted
 * together, or their mean weighted by how many examples each class has.
 */
export type Average = "macro" | "micro" | "weighted";

/** For each class: how often it was rightly said, said at all, and true. */
export interface ClassCounts {
  readonly right: readonly number[];
  readonly predicted: readonly number[];
  readonly actual: readonly number[];
}

/** A score of one class, from how often it was rightly said, said, and true. */
export type ClassScore = (right: number, predicted: number, actual: number) => number;

/** The share of what was said to be a class that is it; 0 where nothing was said to be. */
export const precisionOf: ClassScore = (right, predicted) => share(right, predicted);

/** The share of a class that was found; 0 where there is none of it. */
export const recallOf: ClassScore = (right, _predicted, actual) => share(right, actual);

/** The harmonic mean of precision and recall; 0 for a class that is neither said nor true. */
export const f1Of: ClassScore = (right, predicted, actual) => share(2 * right, predicted + actual);

/** The score of each class. */
export function scoresOf(score: ClassScore, { right, predicted, actual }: ClassCounts): number[] {
  return right.map((count, i) => score(count, predicted[i]!, actual[i]!));
}

/** The score of all classes together. */
export function averaged(
  score: ClassScore,
  { counts, average }: { counts: ClassCounts; average: Average },
): number {
  const { right, predicted, actual } = counts;
  if (average === "micro") return score(total(right), total(predicted), total(actual));
  const scores = scoresOf(score, counts);
  if (average === "macro") return share(total(scores), scores.length);
  return share(total(scores.map((value, i) => value * actual[i]!)), total(actual));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
