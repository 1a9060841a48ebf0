import { rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { jit, tf } from "@rosenblatt/engine";
import { checkCount } from "./errors.js";

/** What an ONNX file of a model is made for. */
export interface SaveOnnxOptions {
  /** How many examples the file takes at once; the sizes in it are fixed. */
  readonly batch?: number;
}

/**
 * Writes what a model predicts as an ONNX file, with its weights as they are, for any program that
 * reads ONNX: inputs `input_0`, … of shape `[batch, ...example]`, outputs `result_0`, ….
 * The file appears whole or not at all.
 *
 * @throws RangeError when `batch` is no whole number above 0, or the model leaves sizes open.
 * @throws TraceError when the model has a layer that no graph can do.
 * @throws Error when the file cannot be written.
 * @example
 * await saveOnnx(lenet, "lenet.onnx");
 */
export async function saveOnnx(
  model: tf.LayersModel,
  path: string,
  { batch = 1 }: SaveOnnxOptions = {},
): Promise<void> {
  checkCount("an ONNX file", { batch });
  const examples = shapesOf(model).map((shape) => [batch, ...shape]);
  const predict = jit((...inputs: tf.Tensor[]) => model.apply(inputs) as tf.Tensor | tf.Tensor[]);
  const inputs = examples.map((shape, i) => tf.zeros(shape, model.inputs[i]!.dtype));
  try {
    await writeWhole(path, await predict.onnx(inputs));
  } finally {
    tf.dispose(inputs);
  }
}

/** The shapes of an example's inputs. */
function shapesOf({ inputs }: tf.LayersModel): number[][] {
  return inputs.map(({ shape: [, ...sizes] }) => {
    if (sizes.every((size) => size !== null)) return sizes;
    const got = sizes.map((size) => size ?? "null").join(", ");
    throw new RangeError(
      `Cannot save a model as ONNX: it needs examples of known sizes, got [${got}]; ` +
        "make the model with all sizes in its input shape",
    );
  });
}

/** Writes beside the file first, so that there never is half of one. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${crypto.randomUUID()}.part`;
  try {
    await writeFile(part, bytes);
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true }).catch(() => {});
    throw writeError(path, cause as NodeJS.ErrnoException);
  }
}

function writeError(path: string, cause: NodeJS.ErrnoException): Error {
  const start = `Cannot save a model as "${path}":`;
  const { code, message } = cause;
  if (code === "ENOENT" || code === "ENOTDIR") {
    const folder = dirname(path);
    return new Error(`${start} it needs a folder, got none at "${folder}"; make it first`, {
      cause,
    });
  }
  if (code === "EISDIR" || code === "EEXIST" || code === "ENOTEMPTY") {
    return new Error(`${start} it needs a file's name, got that of a folder; add lenet.onnx`, {
      cause,
    });
  }
  return new Error(`${start} ${message}`, { cause });
}
