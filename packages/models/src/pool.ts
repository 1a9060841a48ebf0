import { type Img, tf } from "@rosenblatt/engine";
import { checkChoice, checkCount } from "./errors.js";
import type { Layer } from "./layer.js";
import { type Pad, slide } from "./window.js";

export interface PoolOptions {
  /** Which value stands for a window: the largest, or the mean. */
  readonly kind?: "max" | "mean";
  /** How far the window moves from place to place; as far as it is wide. */
  readonly stride?: number;
  readonly pad?: Pad;
}

/**
 * Pooling: one value for every window of `size` × `size` pixels, channel by channel.
 *
 * @throws RangeError for counts that are not whole numbers above 0.
 * @example pool(2) // [28, 28, 6] -> [14, 14, 6]
 */
export function pool(
  size: number,
  { kind = "max", stride = size, pad = "valid" }: PoolOptions = {},
): Layer<Img, Img> {
  const label = `pool(${size})`;
  checkCount(label, { size, stride });
  checkChoice(label, { name: "kind", value: kind, choices: ["max", "mean"] });
  checkChoice(label, { name: "pad", value: pad, choices: ["valid", "same"] });
  const { maxPooling2d, averagePooling2d } = tf.layers;
  const make = kind === "max" ? maxPooling2d : averagePooling2d;
  return {
    kind: "pool",
    label,
    weighted: false,
    output: (input, after) => [
      ...slide({ size: [size, size], stride, pad }, { label, input, after }),
      input[2]!,
    ],
    apply: (x, { name }) =>
      make({ name, poolSize: size, strides: stride, padding: pad }).apply(x) as tf.SymbolicTensor,
  };
}
