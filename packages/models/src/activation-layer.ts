import { tf } from "@rosenblatt/engine";
import { type Activation, checkActivation } from "./activation.js";
import type { AnyRankLayer } from "./layer.js";

/**
 * An activation on its own: for where it does not follow a layer's sums at once, such as after
 * `batchNorm()`.
 *
 * @example block(conv(64, 3, { act: "linear", bias: false }), batchNorm(), activation("relu"))
 */
export function activation(act: Activation): AnyRankLayer {
  const label = `activation("${act}")`;
  checkActivation(label, act);
  return {
    kind: act,
    label,
    weighted: false,
    keepsShape: true,
    output: (input) => input,
    apply: (x, { name }) =>
      tf.layers.activation({ name, activation: act }).apply(x) as tf.SymbolicTensor,
  };
}
