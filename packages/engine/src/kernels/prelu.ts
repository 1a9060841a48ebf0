import { tf } from "../tf.js";
import { computePlainly } from "./plain.js";

/**
 * Leaves to the plain JavaScript backend the slopes that are not laid out as the last axes of `x`;
 * XNNPACK repeats them in that order whatever their shape.
 */
export function prelu(): tf.KernelConfig {
  const stock = tf.getKernel(tf.Prelu, "wasm");
  return {
    ...stock,
    kernelFunc: (call) => {
      const { x, alpha } = call.inputs as { x: tf.TensorInfo; alpha: tf.TensorInfo };
      const last = x.shape.slice(x.shape.length - alpha.shape.length);
      const repeats = tf.util.arraysEqual(last, alpha.shape);
      return repeats ? stock.kernelFunc(call) : computePlainly(tf.Prelu, call);
    },
  };
}
