import { type Img, tf, type Vec } from "@rosenblatt/engine";
import { checkChoice } from "./errors.js";
import type { Layer } from "./layer.js";
import { imageSizes } from "./window.js";

export interface GlobalPoolOptions {
  /** Which value stands for an image's channel: the largest, or the mean. */
  readonly kind?: "max" | "mean";
}

/**
 * Global pooling: one value for each channel of an image, as a list.
 *
 * @example globalPool() // the means: [7, 7, 64] -> [64]
 */
export function globalPool({ kind = "mean" }: GlobalPoolOptions = {}): Layer<Img, Vec> {
  const label = "globalPool()";
  checkChoice(label, { name: "kind", value: kind, choices: ["max", "mean"] });
  const { globalAveragePooling2d, globalMaxPooling2d } = tf.layers;
  return {
    kind: "globalPool",
    label,
    weighted: false,
    output: (input, after) => [imageSizes({ label, input, after })[2]],
    apply: (x, { name }) => {
      const made = kind === "max" ? globalMaxPooling2d({ name }) : globalAveragePooling2d({ name });
      return made.apply(x) as tf.SymbolicTensor;
    },
  };
}
