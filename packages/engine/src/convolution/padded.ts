import type { tf } from "../tf.js";

/** Rows and columns to add around images; negative ones are cut off. */
interface Margins {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

const positive = (size: number) => Math.max(size, 0);

/** Zeros around the rows and columns of a batch of images `[n, height, width, channels]`. */
export function padded(x: tf.Tensor4D, { top, bottom, left, right }: Margins): tf.Tensor4D {
  const grows = Math.max(top, bottom, left, right) > 0;
  const grown = grows
    ? x.pad<tf.Tensor4D>([
        [0, 0],
        [positive(top), positive(bottom)],
        [positive(left), positive(right)],
        [0, 0],
      ])
    : x;
  if (Math.min(top, bottom, left, right) >= 0) return grown;
  const [n, height, width, channels] = x.shape;
  return grown.slice(
    [0, positive(-top), positive(-left), 0],
    [n, height + top + bottom, width + left + right, channels],
  );
}
