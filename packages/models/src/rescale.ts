import { tf } from "@rosenblatt/engine";
import type { AnyRankLayer } from "./layer.js";

/**
 * Multiplies all values by a number that is not learned.
 *
 * @throws RangeError when the factor is not a finite number.
 * @example residual([conv(64, 3, { pad: "same" }), rescale(0.2)])
 */
export function rescale(factor: number): AnyRankLayer {
  const label = `rescale(${factor})`;
  if (!Number.isFinite(factor)) {
    throw new RangeError(`Cannot make ${label}: it needs a finite number, such as 0.2`);
  }
  return {
    kind: "rescale",
    label,
    weighted: false,
    keepsShape: true,
    output: (input) => input,
    apply: (x, { name }) =>
      tf.layers.rescaling({ name, scale: factor, offset: 0 }).apply(x) as tf.SymbolicTensor,
  };
}
