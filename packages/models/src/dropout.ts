import { tf } from "@rosenblatt/engine";
import type { AnyRankLayer } from "./layer.js";

/**
 * Dropout: in training, sets each value to 0 with probability `rate` and scales the others up, so
 * that their sum is expected to stay; otherwise changes nothing.
 *
 * @example
 * net(data.shape, flatten(), dense(64), dropout(0.5), dense(10))
 * @throws RangeError unless the rate is in [0, 1).
 */
export function dropout(rate: number): AnyRankLayer {
  const label = `dropout(${rate})`;
  if (!(rate >= 0 && rate < 1)) {
    throw new RangeError(
      `Cannot make ${label}: the rate must be at least 0 and below 1, such as 0.5`,
    );
  }
  return {
    kind: "dropout",
    label,
    weighted: false,
    keepsShape: true,
    output: (input) => input,
    apply: (x, { name }) => tf.layers.dropout({ name, rate }).apply(x) as tf.SymbolicTensor,
  };
}
