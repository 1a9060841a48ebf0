import { readFile } from "node:fs/promises";
import type { tf } from "@rosenblatt/engine";
import { putBack, weightsOf } from "../state/copied-weights.js";
import { checkArrays, groupOf } from "../state/groups.js";
import { readRun } from "../state/read-run.js";

/**
 * Gives a model the latest weights of a checkpoint's file, or those of the best epoch by a key that
 * the checkpoint was told to keep.
 *
 * @example await loadCheckpoint(model, "checkpoint.safetensors", { best: "valLoss" });
 * @throws RangeError when the file is broken, has no such weights, or ones of other shapes.
 */
export async function loadCheckpoint(
  model: tf.LayersModel,
  path: string,
  { best }: { best?: string } = {},
): Promise<void> {
  const bytes = await readFile(path);
  try {
    const { arrays } = readRun(bytes);
    const saved = groupOf(arrays, best === undefined ? "weights" : `best/${best}`);
    const variables = weightsOf(model);
    if (saved.length === 0 && variables.length > 0) {
      throw new RangeError(
        `it holds no weights${best === undefined ? "" : ` of the best ${best}`}`,
      );
    }
    checkArrays("weights", { saved, variables });
    putBack(variables, saved);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`Cannot load ${path} into the model: ${error.message}`);
  }
}
