import type { Shape } from "@rosenblatt/engine";
import type { Net } from "../net.js";
import { type MlpOptions, mlp } from "./mlp.js";

/**
 * Logistic regression, as a network of one layer: for each class a weighted sum of all inputs, its
 * logit; `crossEntropy` applies the softmax.
 *
 * Cox, The Regression Analysis of Binary Sequences, JRSS B 20 (1958); for many classes Bishop,
 * Pattern Recognition and Machine Learning (2006), section 4.3.4.
 *
 * @throws RangeError when `classes` is not a whole number above 0.
 * @example logisticRegression({ shape: [28, 28, 1], classes: 10 }) // 7,850 parameters
 */
export function logisticRegression<const S extends Shape, const C extends number>({
  shape,
  classes,
}: Pick<MlpOptions<S, C>, "shape" | "classes">): Net<S, readonly [C]> {
  return mlp({ shape, classes, hidden: [] });
}
