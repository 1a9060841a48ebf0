import { tf } from "../tf.js";
import { batchNormTraining, batchNormTrainingGrad } from "./kernels.js";

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
