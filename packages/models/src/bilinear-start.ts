import { tf } from "@rosenblatt/engine";

/**
 * Weights of a transposed convolution, `[size, size, filters, channels]`, with which it enlarges
 * each channel bilinearly into the filter of its number. Source: Long, Shelhamer and Darrell (2015),
 * section 3.3; the weights are those of their code.
 */
export function bilinearStart(): ReturnType<typeof tf.initializers.zeros> {
  const initializer = tf.initializers.zeros();
  initializer.apply = (shape) => {
    const [size, , filters, channels] = shape as [number, number, number, number];
    const factor = Math.ceil(size / 2);
    const centre = size % 2 === 1 ? factor - 1 : factor - 0.5;
    const along = Array.from({ length: size }, (_, i) => 1 - Math.abs(i - centre) / factor);
    const window = tf.outerProduct(tf.tensor1d(along), tf.tensor1d(along));
    const same = tf.eye(filters, channels);
    return window.reshape([size, size, 1, 1]).mul(same.reshape([1, 1, filters, channels]));
  };
  return initializer;
}
