import type { Img } from "@rosenblatt/engine";
import { dense } from "./dense.js";
import { checkCount } from "./errors.js";
import { globalPool } from "./global-pool.js";
import { applyJoin } from "./join.js";
import type { Layer } from "./layer.js";
import { reshape } from "./reshape.js";
import { applyAll } from "./sequence.js";
import { imageSizes } from "./window.js";

export interface SqueezeExciteOptions {
  /** How many times fewer units than channels the hidden layer has. */
  readonly reduction?: number;
}

/**
 * Squeeze and excitation: the means of all channels decide, by two fully connected layers, by how
 * much between 0 and 1 each channel is multiplied.
 *
 * Hu, Shen, Sun, Squeeze-and-Excitation Networks (2017), section 3, https://arxiv.org/abs/1709.01507
 *
 * @throws RangeError when the reduction is not a whole number above 0.
 * @example block(conv(64, 3, { pad: "same" }), squeezeExcite({ reduction: 16 }))
 */
export function squeezeExcite({ reduction = 16 }: SqueezeExciteOptions = {}): Layer<Img, Img> {
  const label = "squeezeExcite()";
  checkCount(label, { reduction });
  return {
    kind: "squeezeExcite",
    label,
    // It scales what a layer before it has made: that one's outputs may still be logits.
    weighted: false,
    output: (input, after) => imageSizes({ label, input, after }),
    apply: (x, { name }) => {
      const channels = x.shape[3]!;
      const hidden = Math.max(1, Math.round(channels / reduction));
      const path = [
        globalPool(),
        dense(hidden, { act: "relu" }),
        dense(channels, { act: "sigmoid" }),
        reshape([1, 1, channels]),
      ];
      const gate = applyAll(path, x, { prefix: `${name}.`, last: false });
      return applyJoin("multiply", [x, gate], name);
    },
  };
}
