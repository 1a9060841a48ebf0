import type { Split } from "@rosenblatt/datasets";
import type { Shape, tf } from "@rosenblatt/engine";
import { type ConfusedExample, type ConfusionMatrix, confusionMatrix } from "@rosenblatt/plots";
import { predict } from "./predict.js";

/** Of each kind, for the mouse to show. */
const shownExamples = 4;

/**
 * How often each true class (row) was taken for each class (column) on a split; of pixels, where
 * each has a label.
 *
 * @example
 * confusion(model, data.test).accuracy
 * @throws RangeError where there are no classes.
 */
export function confusion<S extends Shape, C extends readonly string[]>(
  model: tf.LayersModel,
  split: Split<S, C, Shape>,
): ConfusionMatrix {
  if (split.classes.length === 0) {
    throw new RangeError(
      "Cannot count confusions without classes: the examples have numbers; use evaluate()",
    );
  }
  const counts = split.classes.map(() => split.classes.map(() => 0));
  const examples: ConfusedExample[] = [];
  const one = split.labelShape.length === 0;
  const pictures = one && split.shape.length === 3 && [1, 3].includes(split.shape[2]!);
  predict(model, split).classes.forEach((predicted, i) => {
    const actual = split.labels[i]!;
    if (actual === split.ignore) return;
    counts[actual]![predicted]! += 1;
    if (pictures && counts[actual]![predicted]! <= shownExamples)
      examples.push({ actual, predicted, image: pixelsOf(split, i) });
  });
  const { classes, shape } = split;
  return confusionMatrix(counts, { classes, ...(pictures && { examples, shape }) });
}

/** As they are, not normalised. */
function pixelsOf<S extends Shape, C extends readonly string[]>(
  { inputs, length, scale }: Split<S, C, Shape>,
  i: number,
): ArrayLike<number> {
  const size = inputs.length / length;
  return Float32Array.from(inputs.subarray(i * size, (i + 1) * size), (value) => value * scale);
}
