import type { Img, tf } from "@rosenblatt/engine";
import { resized } from "./upsample.js";
import { usesOf } from "./uses.js";

/** How much larger or smaller than wanted an encoder's output may be. */
const nearest = 1.5;

/**
 * The last outputs of an encoder at each of these strides. An encoder whose windows cut edges off has
 * none of just that size: its nearest is brought to it.
 *
 * @throws RangeError when it has none near such a size, naming the strides that there are, and for
 *   strides that do not rise.
 */
export function encoderLevels(
  encoder: tf.LayersModel,
  strides: readonly number[],
): tf.SymbolicTensor[] {
  if (strides.length === 0 || strides.some((stride, i) => i > 0 && stride <= strides[i - 1]!)) {
    throw new RangeError(
      `Cannot make levels of strides [${strides.join(", ")}]: they must rise, as [8, 16]`,
    );
  }
  return strides.map((stride) => {
    const level = levelAt(encoder, stride);
    if (level) return level;
    const [height, width] = picturesOf(encoder);
    const there = lastOfEachSize(encoder).map(({ shape }) => Math.round(height / shape[1]!));
    throw new RangeError(
      `Cannot make a level of stride ${stride}: the encoder's outputs on pictures of ` +
        `${height} × ${width} have strides of ${[...new Set(there)].join(", ")}; ` +
        "take some of these, or another encoder",
    );
  });
}

/** The last output of an encoder at a stride, as `encoderLevels` gives it, if there is one. */
export function levelAt(encoder: tf.LayersModel, stride: number): tf.SymbolicTensor | undefined {
  const [height, width] = picturesOf(encoder).map((side) => Math.ceil(side / stride));
  const size = { height: height!, width: width! };
  const levels = lastOfEachSize(encoder);
  const off = levels.map((level) => distance(level, size));
  const least = Math.min(...off);
  const level = levels[off.indexOf(least)];
  if (!level || least > nearest) return undefined;
  if (least === 1) return level;
  return resized(level, { name: `level${stride}`, ...size, interpolation: "bilinear" });
}

/** How often an encoder halves pictures. */
export function halvingsOf(encoder: tf.LayersModel): number {
  const [height] = picturesOf(encoder);
  const rows = lastOfEachSize(encoder).map(({ shape }) => shape[1]!);
  return Math.round(Math.log2(height / Math.min(height, ...rows)));
}

/**
 * The shape of the pictures that an encoder is made for.
 * @throws RangeError when it is made for something else.
 */
export function picturesOf(encoder: tf.LayersModel): Img {
  const [height, width, channels] = encoder.inputs[0]!.shape.slice(1);
  if (height && width && channels) return [height, width, channels];
  const shape = encoder.inputs[0]!.shape.slice(1).join(", ");
  throw new RangeError(
    `Cannot take a network on examples of shape [${shape}] as an encoder: it must be on pictures ` +
      "of one size, as [64, 64, 3]",
  );
}

/** Padded images are only what a window needs, and those of gates are smaller than its end. */
function lastOfEachSize(encoder: tf.LayersModel): tf.SymbolicTensor[] {
  const images = encoder.layers
    .filter((layer) => layer.getClassName() !== "ZeroPadding2D")
    .map((layer) => usesOf(encoder, layer).at(-1)?.outputTensors[0])
    .filter((output) => output?.shape.length === 4 && !encoder.inputs.includes(output));
  const end = images.at(-1);
  const levels = images.filter((image) => image!.shape[1]! >= end!.shape[1]!);
  const last = new Map(levels.map((level) => [level!.shape.slice(1, 3).join(), level!]));
  return [...last.values()];
}

/** The larger of the two ratios of sides, either way; 1 for the same size. */
function distance(
  { shape }: tf.SymbolicTensor,
  { height, width }: { height: number; width: number },
): number {
  const [, rows, columns] = shape as [null, number, number];
  return Math.max(rows / height, height / rows, columns / width, width / columns);
}
