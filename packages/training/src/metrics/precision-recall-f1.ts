import {
  type Average,
  averaged,
  type ClassScore,
  f1Of,
  precisionOf,
  recallOf,
  scoresOf,
} from "./average.js";
import { classCounts, parted } from "./class-counts.js";
import type { CountedMetric } from "./metric.js";

/** Of which classes a score tells. */
export interface ClassScoreOptions {
  readonly average?: Average;
  /** The index of one class, of which alone the score tells. */
  readonly class?: number | undefined;
}

/**
 * Of what is said to be a class, the share that is it, over all classes or of one; 0 for a class
 * that is never said.
 *
 * @example fit(model, data, { metrics: { precision: precision(), f1: f1({ average: "weighted" }) } });
 */
export function precision(options: ClassScoreOptions = {}): CountedMetric {
  return classScore(precisionOf, { name: "precision", ...options });
}

/**
 * Of a class, the share that is found, over all classes or of one; 0 for a class without examples.
 *
 * @example
 * fit(model, data, { metrics: { recall: recall() } });
 */
export function recall(options: ClassScoreOptions = {}): CountedMetric {
  return classScore(recallOf, { name: "recall", ...options });
}

/**
 * The harmonic mean of precision and recall, over all classes or of one; 0 for a class that is
 * neither said nor there. Source: van Rijsbergen, Information retrieval (1979), chapter 7.
 *
 * @example
 * fit(model, data, { metrics: { f1: f1({ average: "weighted" }) } });
 */
export function f1(options: ClassScoreOptions = {}): CountedMetric {
  return classScore(f1Of, { name: "f1", ...options });
}

function classScore(
  score: ClassScore,
  { name, average = "macro", class: one }: ClassScoreOptions & { name: string },
): CountedMetric {
  checkOptions(name, { average, class: one });
  return {
    counts: classCounts,
    value(sums) {
      const counts = parted(sums);
      if (one === undefined) return averaged(score, { counts, average });
      const value = scoresOf(score, counts)[one];
      if (value !== undefined) return value;
      throw new RangeError(
        `Cannot tell the ${name} of class ${one}: there are ${counts.right.length}, numbered from 0`,
      );
    },
  };
}

function checkOptions(name: string, { average, class: one }: ClassScoreOptions): void {
  if (!["macro", "micro", "weighted"].includes(average as string)) {
    throw new RangeError(
      `Cannot average ${name} by ${JSON.stringify(average)}: it must be "macro", "micro" or "weighted"`,
    );
  }
  if (one !== undefined && !(Number.isInteger(one) && one >= 0)) {
    throw new RangeError(
      `Cannot tell the ${name} of class ${one}: it must be a whole number from 0 on`,
    );
  }
}
