import { tf } from "../tf.js";

/**
 * The gradient of Einstein's summation, which TensorFlow.js lacks: for each operand the sum over
 * the errors and all other operands; along an axis that only this operand has, the error is the
 * same everywhere.
 */
export const einsumGradient: tf.GradConfig = {
  kernelName: tf.Einsum,
  saveAllInputs: true,
  gradFunc: (dy, operands, attrs) => {
    const [terms, result] = sides(attrs.equation as string);
    const gradients = terms.map((term, i) => () => {
      const factors = [dy as tf.Tensor, ...operands.filter((_, other) => other !== i)];
      const names = [result, ...terms.filter((_, other) => other !== i)];
      const known = [...term].filter((axis) => names.some((name) => name.includes(axis)));
      const gradient = tf.einsum(`${names.join(",")}->${known.join("")}`, ...factors);
      const shape = operands[i]!.shape;
      const kept = shape.map((size, axis) => (known.includes(term[axis]!) ? size : 1));
      return gradient.reshape(kept).broadcastTo(shape);
    });
    return Object.fromEntries(gradients.map((gradient, i) => [`${i}`, gradient]));
  },
};

/** The names of the operands' axes and of the result's, without spaces. */
function sides(equation: string): [string[], string] {
  const [left = "", right = ""] = equation.replace(/\s/g, "").split("->");
  return [left.split(","), right];
}
