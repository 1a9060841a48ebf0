import * as tf from "@tensorflow/tfjs";

// TensorFlow.js greets on the first tensor of this backend; a notebook's output belongs to its reader.
tf.setBackend("cpu");
Object.assign(tf.backend(), { firstUse: false });

/** The whole of TensorFlow.js, chained operations included, ready to compute as soon as imported. */
export { tf };
