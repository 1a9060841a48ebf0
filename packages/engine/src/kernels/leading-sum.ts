import { tf } from "../tf.js";

interface Attributes {
  axis: number | number[] | null;
  keepDims: boolean;
}

/** From this size on a product is faster than the kernel that comes with the backend. */
const large = 4096;

/**
 * Sums or means along the first axes, as the gradient of each bias needs them: a product with a
 * row of ones is about ten times faster than the backend's way, which transposes first.
 */
export function leadingSum(kernelName: string): tf.KernelConfig {
  const stock = tf.getKernel(kernelName, "wasm");
  return {
    ...stock,
    kernelFunc: (call) => {
      const x = call.inputs.x as tf.Tensor;
      const { axis, keepDims } = call.attrs as unknown as Attributes;
      const axes = tf.util.parseAxisParam(axis ?? x.shape.map((_, i) => i), x.shape);
      const size = tf.util.sizeFromShape(x.shape);
      const rest = x.shape.slice(axes.length);
      const columns = tf.util.sizeFromShape(rest);
      const leading = [...axes].sort((a, b) => a - b).every((axis, i) => axis === i);
      if (!leading || x.dtype !== "float32" || columns < 4 || size < large) {
        return stock.kernelFunc(call);
      }
      const rows = size / columns;
      return tf.tidy(() => {
        const weights = tf.fill([1, rows], kernelName === tf.Mean ? 1 / rows : 1);
        const sums = tf.matMul(weights, x.reshape([rows, columns]));
        return sums.reshape(keepDims ? [...axes.map(() => 1), ...rest] : rest);
      });
    },
  };
}
