import { jit, tf } from "@rosenblatt/engine";
import { checkCount } from "./errors.js";
import { writeModel } from "./write-model.js";

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
 * await saveOnnx(lenet(), "lenet.onnx");
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
    await writeModel(path, await predict.onnx(inputs));
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
