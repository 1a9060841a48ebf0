import { tf } from "@rosenblatt/engine";
import {
  type Average,
  averaged,
  type ClassCounts,
  type ClassScore,
  f1Of,
  precisionOf,
  recallOf,
  scoresOf,
} from "./average.js";
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

/** For all classes how often each was rightly said, then how often said, then how often true. */
function classCounts(outputs: tf.Tensor, labels: tf.Tensor1D): tf.Tensor1D {
  return tf.tidy(() => {
    const classes = outputs.shape.at(-1)!;
    const oneHot = (of: tf.Tensor) => tf.oneHot(of.cast("int32"), classes).cast("float32");
    const [predicted, actual] = [oneHot(outputs.argMax(-1)), oneHot(labels)];
    const counted = [predicted.mul(actual), predicted, actual].map((each) => each.sum(0));
    return tf.concat(counted) as tf.Tensor1D;
  });
}

function parted(sums: readonly number[]): ClassCounts {
  const classes = sums.length / 3;
  return {
    right: sums.slice(0, classes),
    predicted: sums.slice(classes, 2 * classes),
    actual: sums.slice(2 * classes),
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
