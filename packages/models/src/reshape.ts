import { type Shape, tf } from "@rosenblatt/engine";
import { misfit } from "./errors.js";
import type { Layer } from "./layer.js";

/**
 * Gives the values of an example another shape, in the same order: the way back from `flatten()`.
 *
 * @example reshape([28, 28, 1]) // [784] -> [28, 28, 1]
 */
export function reshape<const O extends Shape>(shape: O): Layer<Shape, O> {
  const label = `reshape([${shape.join(", ")}])`;
  const count = (sizes: Shape) => sizes.reduce((product, size) => product * size, 1);
  return {
    kind: "reshape",
    label,
    weighted: false,
    output: (input, after) => {
      if (count(input) !== count(shape)) {
        const cure = `${count(input)} values need a shape whose sizes multiply to that`;
        throw misfit(label, { after, needs: `${count(shape)} values`, got: input, cure });
      }
      return shape;
    },
    apply: (x, { name }) =>
      tf.layers.reshape({ name, targetShape: [...shape] }).apply(x) as tf.SymbolicTensor,
  };
}
