import { type Img, tf } from "@rosenblatt/engine";
import type { Layer } from "./layer.js";
import { imageSizes } from "./window.js";

/**
 * Each row of an image as one list: what convolutions made of a spectrogram, frame by frame, such
 * as for the CTC loss.
 *
 * @example rows() // [63, 10, 32] -> [63, 320]
 */
export function rows(): Layer<Img, readonly [number, number]> {
  const label = "rows()";
  const sizesOf = ([height, width, channels]: readonly [number, number, number]) =>
    [height, width * channels] as const;
  return {
    kind: "rows",
    label,
    weighted: false,
    output: (input, after) => sizesOf(imageSizes({ label, input, after })),
    apply: (x, { name }) => {
      const sizes = x.shape.slice(1) as [number, number, number];
      const targetShape = [...sizesOf(sizes)];
      return tf.layers.reshape({ name, targetShape }).apply(x) as tf.SymbolicTensor;
    },
  };
}
