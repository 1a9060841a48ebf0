import { encodeSafetensors, type tf } from "@rosenblatt/engine";
import { writeModel } from "../write-model.js";
import { formatOf } from "./format.js";
import { kerasBytes } from "./keras.js";
import { modelWeights } from "./model-weights.js";
import { writeTfjs } from "./tfjs.js";

/**
 * Writes a model's weights, by layer name. The end of the file's name tells the format:
 * `.safetensors`; `.weights.h5` for Keras 3, whose `load_weights` takes it into a model of the same
 * layers; `model.json` for TensorFlow.js, with the layers, and `weights.bin` beside it. A file
 * appears whole or not at all.
 *
 * @throws RangeError for an unknown format, and for `.keras`, which only Keras writes.
 * @throws Error when the file cannot be written.
 * @example await saveWeights(lenet(), "lenet.safetensors");
 */
export async function saveWeights(model: tf.LayersModel, path: string): Promise<void> {
  const format = formatOf(path);
  if (format === "keras") {
    throw new RangeError(
      `Cannot save "${path}": a .keras file holds a model of Keras' own; save as .weights.h5`,
    );
  }
  if (format === "tfjs") return writeTfjs(model, path);
  if (format === "h5") return writeModel(path, await kerasBytes(model));
  const weights = modelWeights(model).map(({ name, shape, variable }) => {
    return [name, { shape, values: variable.dataSync() as Float32Array }] as const;
  });
  return writeModel(path, encodeSafetensors({ arrays: Object.fromEntries(weights) }));
}
