import { tf } from "../tf.js";

interface Attributes {
  axis: number;
  exclusive: boolean;
  reverse: boolean;
}

/**
 * The gradient of a running product, as in TensorFlow: each number is a factor of all products
 * from it on. It divides by the numbers, so none of them may be zero.
 */
export const cumprodGradient: tf.GradConfig = {
  kernelName: tf.Cumprod,
  inputsToSave: ["x"],
  outputsToSave: [true],
  gradFunc: (dy, [x, products], attrs) => {
    const { axis, exclusive, reverse } = attrs as unknown as Attributes;
    const weighed = (dy as tf.Tensor).mul(products!);
    return { x: () => tf.cumsum(weighed, axis, exclusive, !reverse).div(x!) };
  },
};
