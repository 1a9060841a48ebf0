import { tf } from "../tf.js";
import {
  type Attributes,
  batchNormTraining,
  batchNormTrainingGrad,
  gradients,
  momentsOf,
} from "./kernels.js";

/** The gradient of a batch's normalisation; what uses its mean and variance gets none. */
export const batchNormTrainingGradient: tf.GradConfig = {
  kernelName: batchNormTraining,
  inputsToSave: ["x", "gamma"],
  outputsToSave: [false, true, true],
  gradFunc: (dys, saved, attrs) => {
    const [dy] = dys as tf.Tensor[];
    const [x, gamma, mean, variance] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const inputs = { dy: dy!, x, gamma, mean, variance };
    const [forX, forGamma, forBeta] = tf
      .engine()
      .runKernel(batchNormTrainingGrad, inputs, attrs) as unknown as tf.Tensor[];
    return { x: () => forX!, gamma: () => forGamma!, beta: () => forBeta! };
  },
};

/** The gradient of that gradient, which a penalty on gradients needs: that of its formula. */
export const batchNormTrainingSecondOrder: tf.GradConfig = {
  kernelName: batchNormTrainingGrad,
  inputsToSave: ["dy", "x", "gamma", "mean"],
  gradFunc: (errors, saved, attrs) => {
    const [dy, x, gamma, mean] = saved as [tf.Tensor, tf.Tensor, tf.Tensor1D, tf.Tensor];
    const weighted = (dy: tf.Tensor, x: tf.Tensor, gamma: tf.Tensor) => {
      const inputs = { dy, x, gamma: gamma as tf.Tensor1D, ...momentsOf(x) };
      const made = gradients(inputs, attrs as unknown as Attributes);
      const [forX, forGamma, forBeta] = made.map((one, i) => one.mul((errors as tf.Tensor[])[i]!));
      return forX!.sum().add(forGamma!.sum()).add(forBeta!.sum());
    };
    const [forDy, forX, forGamma] = withinGradient(() => tf.grads(weighted)([dy, x, gamma]));
    // That they depend on the batch, too, is part of the batch's own gradient.
    const none = () => tf.zerosLike(mean);
    return {
      dy: () => forDy!,
      x: () => forX!,
      gamma: () => forGamma!,
      mean: none,
      variance: none,
    };
  },
};

/** TensorFlow.js would take the tape of the outer gradient for that of an inner one. */
function withinGradient<T>(work: () => T): T {
  const { state } = tf.engine();
  state.gradientDepth += 1;
  try {
    return work();
  } finally {
    state.gradientDepth -= 1;
  }
}
