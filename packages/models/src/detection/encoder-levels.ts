import type { tf } from "@rosenblatt/engine";
import { resized } from "../upsample.js";
import { usesOf } from "../uses.js";

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
  const [, height, width] = encoder.inputs[0]!.shape as [null, number, number];
  const levels = lastOfEachSize(encoder);
  return strides.map((stride) => {
    const size = { height: Math.ceil(height / stride), width: Math.ceil(width / stride) };
    const off = levels.map((level) => distance(level, size));
    const least = Math.min(...off);
    const level = levels[off.indexOf(least)];
    if (level && least === 1) return level;
    if (level && least <= nearest) {
      return resized(level, { name: `level${stride}`, ...size, interpolation: "bilinear" });
    }
    const there = new Set(levels.map(({ shape }) => Math.round(height / shape[1]!)));
    throw new RangeError(
      `Cannot make a level of stride ${stride}: the encoder's outputs on pictures of ` +
        `${height} × ${width} have strides of ${[...there].join(", ")}`,
    );
  });
}

function lastOfEachSize(encoder: tf.LayersModel): tf.SymbolicTensor[] {
  const last = new Map<string, tf.SymbolicTensor>();
  for (const layer of encoder.layers) {
    const output = usesOf(encoder, layer).at(-1)?.outputTensors[0];
    if (output?.shape.length === 4) last.set(output.shape.slice(1, 3).join(), output);
  }
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
