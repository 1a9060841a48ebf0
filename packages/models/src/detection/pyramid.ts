import { tf } from "@rosenblatt/engine";
import { convNorm } from "../builders/conv-norm.js";
import { conv } from "../conv.js";
import { applyAll } from "../sequence.js";
import { resized } from "../upsample.js";

/**
 * A feature pyramid: from the coarsest level to the finest, each gets what the coarser ones made out,
 * enlarged and added. All then have `channels`. Batch normalization follows each window, which the
 * paper has not.
 *
 * Lin, Dollár, Girshick, He, Hariharan, Belongie, Feature pyramid networks for object detection
 * (2017), figure 3, https://arxiv.org/abs/1612.03144
 */
export function pyramid(levels: readonly tf.SymbolicTensor[], channels: number) {
  const sums: tf.SymbolicTensor[] = [];
  for (const [i, level] of [...levels.entries()].reverse()) {
    const name = `pyramid${i + 1}`;
    const own = conv(channels, 1).apply(level, { name: `${name}.lateral`, last: true });
    const above = sums[0];
    const [, height, width] = own.shape as [null, number, number];
    const size = { height, width, interpolation: "nearest" } as const;
    const sum = above
      ? tf.layers
          .add({ name: `${name}.add` })
          .apply([own, resized(above, { name: `${name}.up`, ...size })])
      : own;
    sums.unshift(sum as tf.SymbolicTensor);
  }
  return sums.map((sum, i) =>
    applyAll(convNorm(channels, 3), sum, { prefix: `pyramid${i + 1}.`, last: false }),
  );
}
