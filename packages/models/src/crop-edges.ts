import { type Img, tf } from "@rosenblatt/engine";
import { misfit } from "./errors.js";
import type { Layer } from "./layer.js";
import { grown, type Margins, marginsOf } from "./margins.js";
import { imageSizes } from "./window.js";

/**
 * Takes rows and columns away from the edges of images.
 *
 * @throws RangeError for margins that are not whole numbers from 0 on, or leave nothing.
 * @example cropEdges([[1, 0], [1, 0]]) // the first row and column: [28, 28, 6] -> [27, 27, 6]
 */
export function cropEdges(margins: Margins): Layer<Img, Img> {
  const label = `cropEdges(${JSON.stringify(margins)})`;
  const cropping = marginsOf(label, margins);
  return {
    kind: "crop",
    label,
    weighted: false,
    output: (input, after) => {
      const sizes = grown(imageSizes({ label, input, after }), cropping, -1);
      if (Math.min(...sizes) < 1) {
        const needs = "an image of which something is left";
        throw misfit(label, { after, needs, got: input, cure: "crop less" });
      }
      return sizes;
    },
    apply: (x, { name }) => tf.layers.cropping2D({ name, cropping }).apply(x) as tf.SymbolicTensor,
  };
}
