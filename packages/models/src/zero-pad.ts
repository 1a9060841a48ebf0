import { type Img, tf } from "@rosenblatt/engine";
import type { Layer } from "./layer.js";
import { grown, type Margins, marginsOf } from "./margins.js";
import { imageSizes } from "./window.js";

/**
 * Adds rows and columns of zeros around images.
 *
 * @throws RangeError for margins that are not whole numbers from 0 on.
 * @example zeroPad(1) // [28, 28, 6] -> [30, 30, 6]
 */
export function zeroPad(margins: Margins): Layer<Img, Img> {
  const label = `zeroPad(${JSON.stringify(margins)})`;
  const padding = marginsOf(label, margins);
  return {
    kind: "zeroPad",
    label,
    weighted: false,
    output: (input, after) => grown(imageSizes({ label, input, after }), padding, 1),
    apply: (x, { name }) =>
      tf.layers.zeroPadding2d({ name, padding }).apply(x) as tf.SymbolicTensor,
  };
}
