import { tf } from "../tf.js";

const pairs = [
  tf.Equal,
  tf.NotEqual,
  tf.Greater,
  tf.GreaterEqual,
  tf.Less,
  tf.LessEqual,
  tf.LogicalAnd,
  tf.LogicalOr,
];
const singles = [tf.LogicalNot, tf.IsNan, tf.IsInf, tf.IsFinite, tf.All, tf.Any];

/**
 * Gradients of comparisons, which jump and are flat elsewhere: zero. With none, TensorFlow.js
 * refuses `tf.where(x.greater(0), x, y)`, and the gradients of gradients of max() and selu().
 */
export const stepGradients: readonly tf.GradConfig[] = [
  ...pairs.map((kernelName) => flat(kernelName, ["a", "b"])),
  ...singles.map((kernelName) => flat(kernelName, ["x"])),
];

function flat(kernelName: string, names: string[]): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: names,
    gradFunc: (_, inputs) =>
      Object.fromEntries(names.map((name, i) => [name, () => tf.zeros(inputs[i]!.shape)])),
  };
}
