import { type Shape, tf } from "@rosenblatt/engine";
import { convNorm } from "../builders/conv-norm.js";
import { conv } from "../conv.js";
import { encoderLevels } from "../encoder-levels.js";
import { checkCount } from "../errors.js";
import type { Net } from "../net.js";
import { applyAll } from "../sequence.js";
import { resized } from "../upsample.js";

export interface FeaturePyramidOptions {
  /** How many pixels lie between the places of each level, the finest first. */
  readonly strides?: readonly number[];
  /** Of each level. */
  readonly channels?: number;
}

/**
 * A feature pyramid on any network of pictures, whose last outputs of each size it takes: from the
 * coarsest level to the finest, each gets what the coarser ones made out, enlarged and added. The
 * model has one output a level. Batch normalization follows each window, which the paper has not.
 *
 * Lin, Dollár, Girshick, He, Hariharan, Belongie, Feature pyramid networks for object detection
 * (2017), figure 3, https://arxiv.org/abs/1612.03144
 *
 * @throws RangeError for strides that the encoder does not have, or that do not rise.
 * @example
 * const encoder = resnet18({ shape: [64, 64, 3], width: 0.25 });
 * const pyramid = featurePyramid(encoder, { strides: [4, 8], channels: 32 });
 * pyramid.outputShape; // [[null, 16, 16, 32], [null, 8, 8, 32]]
 */
export function featurePyramid(
  encoder: Net<Shape>,
  { strides = [8, 16], channels = 64 }: FeaturePyramidOptions = {},
): tf.LayersModel {
  checkCount("a feature pyramid", { channels });
  const sums: tf.SymbolicTensor[] = [];
  for (const [i, level] of [...encoderLevels(encoder, strides).entries()].reverse()) {
    const name = `pyramid${i + 1}`;
    const own = conv(channels, 1).apply(level, { name: `${name}.lateral`, last: true });
    sums.unshift(sums[0] ? withCoarser(own, sums[0], name) : own);
  }
  const outputs = sums.map((sum, i) =>
    applyAll(convNorm(channels, 3), sum, { prefix: `pyramid${i + 1}.`, last: false }),
  );
  return tf.model({ inputs: encoder.inputs, outputs });
}

/** A level with what the next coarser one made out. */
function withCoarser(
  own: tf.SymbolicTensor,
  coarser: tf.SymbolicTensor,
  name: string,
): tf.SymbolicTensor {
  const [, height, width] = own.shape as [null, number, number];
  const size = { height, width, interpolation: "nearest" } as const;
  const enlarged = resized(coarser, { name: `${name}.up`, ...size });
  return tf.layers.add({ name: `${name}.add` }).apply([own, enlarged]) as tf.SymbolicTensor;
}
