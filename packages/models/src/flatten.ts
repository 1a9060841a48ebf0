import { type Shape, tf, type Vec } from "@rosenblatt/engine";
import type { Layer } from "./layer.js";

/**
 * Lays the values of an example of any shape out in one row: `[4, 4, 16]` becomes `[256]`.
 *
 * @example
 * flatten() // [4, 4, 16] -> [256]
 */
export function flatten(): Layer<Shape, Vec> {
  return {
    kind: "flatten",
    label: "flatten()",
    weighted: false,
    output: (input) => [input.reduce((product, size) => product * size, 1)],
    apply: (x, { name }) => tf.layers.flatten({ name }).apply(x) as tf.SymbolicTensor,
  };
}
