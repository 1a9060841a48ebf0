import { type Img, tf } from "@rosenblatt/engine";
import { checkChoice } from "./errors.js";
import type { Layer } from "./layer.js";
import { type Pad, sidesOf, slide, type WindowSize } from "./window.js";

export interface PoolOptions {
  /** Which value stands for a window: the largest, or the mean. */
  readonly kind?: "max" | "mean";
  /** How far the window moves from place to place; as far as it is large. */
  readonly stride?: WindowSize;
  readonly pad?: Pad;
}

/**
 * Pooling: one value for every window of `size` × `size` (or `[height, width]`) pixels, channel by
 * channel.
 *
 * @throws RangeError for counts that are not whole numbers above 0.
 * @example
 * pool(2) // [28, 28, 6] -> [14, 14, 6]
 * pool([1, 2]) // [100, 40, 16] -> [100, 20, 16]: of a spectrogram, no frame is lost
 */
export function pool(
  size: WindowSize,
  { kind = "max", stride = size, pad = "valid" }: PoolOptions = {},
): Layer<Img, Img> {
  const label = `pool(${size})`;
  const poolSize = sidesOf(label, size);
  const strides = sidesOf(label, stride);
  checkChoice(label, { name: "kind", value: kind, choices: ["max", "mean"] });
  checkChoice(label, { name: "pad", value: pad, choices: ["valid", "same"] });
  const { maxPooling2d, averagePooling2d } = tf.layers;
  const make = kind === "max" ? maxPooling2d : averagePooling2d;
  return {
    kind: "pool",
    label,
    weighted: false,
    output: (input, after) => [
      ...slide({ size: poolSize, stride: strides, pad }, { label, input, after }),
      input[2]!,
    ],
    apply: (x, { name }) =>
      make({ name, poolSize, strides, padding: pad }).apply(x) as tf.SymbolicTensor,
  };
}
