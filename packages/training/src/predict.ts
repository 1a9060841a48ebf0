import type { Split } from "@rosenblatt/datasets";
import { type HostTensor, type Shape, tf } from "@rosenblatt/engine";
import { evenSize } from "./even-size.js";
import { Forward } from "./forward.js";
import { checkGear, type Gear } from "./gear.js";
import { joined } from "./joined.js";
import { plainInputs, taken } from "./plain-inputs.js";

/** What a model says of examples. */
export interface Prediction {
  /** One row of `units` numbers an example, row after row: logits, unless the model ends otherwise. */
  readonly outputs: Float32Array;
  readonly units: number;
  /**
   * The class of each example: where its row is largest. Where each has several labels, pixels or
   * what is said in a recording, a row and a class of each pixel or frame.
   */
  readonly classes: Int32Array;
}

export interface PredictOptions {
  /** Examples at a time; without it at most 256. */
  readonly batchSize?: number;
  /** `"auto"` is traced, and eager with a note that says why where a model cannot be traced. */
  readonly gear?: Gear | "auto";
}

/**
 * The model's outputs for every example of a split, or for rows of numbers, in inference mode and
 * without augmentations. Fails with a RangeError when there is no example.
 *
 * @example
 * const { outputs, units, classes } = predict(model, data.test);
 * classes.length; // one for each example
 */
export function predict<S extends Shape, C extends readonly string[]>(
  model: tf.LayersModel,
  examples: Split<S, C, Shape> | readonly (readonly number[])[],
  { batchSize = evenSize(examples.length, examples), gear = "auto" }: PredictOptions = {},
): Prediction {
  if (examples.length === 0) {
    throw new RangeError("Cannot predict without examples: got none; pass at least one");
  }
  checkGear({ gear });
  const forward = Forward.of(model);
  const parts: HostTensor[] = [];
  for (const x of inputs(examples, batchSize)) parts.push(forward.run(x, gear));
  const outputs = joined(parts.map(({ values }) => values as Float32Array));
  const { labelShape = [] } = examples as { labelShape?: Shape };
  const units = labelShape.length > 0 ? parts[0]!.shape.at(-1)! : outputs.length / examples.length;
  const rows = outputs.length / units;
  const classes = tf.tidy(() => tf.tensor2d(outputs, [rows, units]).argMax(-1).dataSync());
  return { outputs, units, classes: classes as Int32Array };
}

/** Batches in plain memory, without augmentations. */
function* inputs<S extends Shape, C extends readonly string[]>(
  examples: Split<S, C, Shape> | readonly (readonly number[])[],
  batchSize: number,
): Generator<HostTensor> {
  if ("batches" in examples) {
    yield* plainInputs(examples, batchSize);
    return;
  }
  for (let start = 0; start < examples.length; start += batchSize) {
    yield taken(tf.tensor2d(examples.slice(start, start + batchSize).map((row) => [...row])));
  }
}
