import type { tf } from "@rosenblatt/engine";
import { usesOf } from "../uses.js";

/**
 * The last outputs of an encoder at each of these strides.
 *
 * @throws RangeError when it has none of such a size, naming those that there are.
 */
export function encoderLevels(
  encoder: tf.LayersModel,
  { maker, strides }: { maker: string; strides: readonly number[] },
): tf.SymbolicTensor[] {
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
      `Cannot make ${maker} with a level of stride ${stride}: the encoder's outputs on pictures of ` +
        `${height} × ${width} have strides of ${[...last.keys()].join(", ")}`,
    );
  });
}
