import type { tf } from "@rosenblatt/engine";
import { usesOf } from "../uses.js";

/**
 * The last outputs of an encoder at each of these strides.
 *
 * @throws RangeError when it has none of such a size, naming those that there are, and for strides
 *   that do not rise.
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
  const last = new Map<number, tf.SymbolicTensor>();
  for (const layer of encoder.layers) {
    const output = usesOf(encoder, layer).at(-1)?.outputTensors[0];
    if (output?.shape.length !== 4) continue;
    const [, rows, columns] = output.shape as [null, number, number];
    const stride = Math.round(height / rows);
    const fits = rows === Math.ceil(height / stride) && columns === Math.ceil(width / stride);
    if (fits) last.set(stride, output);
  }
  return strides.map((stride) => {
    const level = last.get(stride);
    if (level) return level;
    throw new RangeError(
      `Cannot make a level of stride ${stride}: the encoder's outputs on pictures of ` +
        `${height} × ${width} have strides of ${[...last.keys()].join(", ")}`,
    );
  });
}
