import { tf } from "../tf.js";

/** The gradient of `scatterND`: what was put in a place has the error of that place. */
export const scatterGradient: tf.GradConfig = {
  kernelName: tf.ScatterNd,
  inputsToSave: ["indices"],
  gradFunc: (dy, [indices]) => ({
    updates: () => tf.gatherND(dy as tf.Tensor, indices!),
  }),
};

/** The gradient of `tensorScatterUpdate`; what was overwritten has none. */
export const scatterUpdateGradient: tf.GradConfig = {
  kernelName: tf.TensorScatterUpdate,
  inputsToSave: ["indices", "updates"],
  gradFunc: (dy, [indices, updates]) => ({
    tensor: () => tf.tensorScatterUpdate(dy as tf.Tensor, indices!, tf.zerosLike(updates!)),
    updates: () => tf.gatherND(dy as tf.Tensor, indices!),
  }),
};
