import type { tf } from "../tf.js";
import { withMargins } from "./margins.js";

/** Rows and columns to add around images; negative ones are cut off. */
interface Margins {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Zeros around the rows and columns of a batch of images `[n, height, width, channels]`. */
export function padded(x: tf.Tensor4D, { top, bottom, left, right }: Margins): tf.Tensor4D {
  return withMargins(x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
}
