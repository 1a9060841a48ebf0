import * as tf from "@tensorflow/tfjs";

/** Keeps a plain backend from greeting on its first tensor: a notebook's output is its reader's. */
export function silence(backend: tf.KernelBackend): void {
  Object.assign(backend, { firstUse: false });
}

tf.setBackend("cpu");
silence(tf.backend());

/** The whole of TensorFlow.js, chained operations included, ready to compute as soon as imported. */
export { tf };
