import type { Split } from "@rosenblatt/datasets";
import type { Shape, tf } from "@rosenblatt/engine";
import { type ConfusionMatrix, confusionMatrix } from "@rosenblatt/plots";
import { predict } from "./predict.js";

/**
 * How often each true class (row) was taken for each class (column) on a split.
 *
 * @throws RangeError where there are no classes.
 */
export function confusion<S extends Shape, C extends readonly string[]>(
  model: tf.LayersModel,
  split: Split<S, C>,
): ConfusionMatrix {
  if (split.classes.length === 0) {
    throw new RangeError(
      "Cannot count confusions without classes: the examples have numbers; use evaluate()",
    );
  }
  const counts = split.classes.map(() => split.classes.map(() => 0));
  predict(model, split).classes.forEach((predicted, i) => {
    counts[split.labels[i]!]![predicted]! += 1;
  });
  return confusionMatrix(counts, { classes: split.classes });
}
