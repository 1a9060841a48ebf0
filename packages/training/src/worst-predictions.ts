import type { Split } from "@rosenblatt/datasets";
import type { Shape, tf } from "@rosenblatt/engine";
import { type PredictedImage, type PredictionGrid, predictionGrid } from "@rosenblatt/plots";
import { predict } from "./predict.js";

/** What a model said of one example of a split. */
export interface ExamplePrediction extends PredictedImage {
  /** Its position in the split. */
  readonly index: number;
  readonly probability: number;
  /** The cross-entropy: how surprised the model was, in nats. */
  readonly loss: number;
}

export interface PredictionsOptions {
  /** How many. */
  readonly count?: number;
  readonly columns?: number;
  readonly title?: string;
}

/**
 * What a model says of the first pictures of a split, with how sure it is. Its outputs are logits.
 *
 * @throws RangeError unless examples are pictures with classes.
 * @example predictions(model, data.test, { count: 12 })
 */
export function predictions<S extends Shape, C extends readonly string[]>(
  model: tf.LayersModel,
  split: Split<S, C>,
  { count = 24, columns, title }: PredictionsOptions = {},
): PredictionGrid<ExamplePrediction> {
  const part = split.take(count);
  return drawn(part, predicted(model, part), { columns, title });
}

/**
 * The pictures of a split that surprise a model most, the largest loss first: mistakes, doubts,
 * and labels that may be wrong. Its outputs are logits.
 *
 * @throws RangeError unless examples are pictures with classes.
 * @example worstPredictions(model, data.test).predictions[0].loss
 */
export function worstPredictions<S extends Shape, C extends readonly string[]>(
  model: tf.LayersModel,
  split: Split<S, C>,
  { count = 24, columns, title = "Worst predictions" }: PredictionsOptions = {},
): PredictionGrid<ExamplePrediction> {
  const worst = predicted(model, split)
    .sort((a, b) => b.loss - a.loss)
    .slice(0, count);
  return drawn(split, worst, { columns, title });
}

type Said = Omit<ExamplePrediction, "image">;

function predicted<S extends Shape, C extends readonly string[]>(
  model: tf.LayersModel,
  split: Split<S, C>,
): Said[] {
  const one = split.labels.length === split.length;
  if (split.shape.length !== 3 || split.classes.length === 0 || !one) {
    throw new RangeError(
      `Cannot show predictions: it needs pictures with classes, got examples of ` +
        `[${split.shape.join(", ")}] with ${split.classes.length} classes`,
    );
  }
  const { outputs, units, classes } = predict(model, split);
  return Array.from(classes, (choice, index) => {
    const logits = outputs.subarray(index * units, (index + 1) * units);
    const largest = logits[choice]!;
    const sum = logits.reduce((total, logit) => total + Math.exp(logit - largest), 0);
    const actual = split.labels[index]!;
    const loss = Math.log(sum) + largest - logits[actual]!;
    return { index, actual, predicted: choice, probability: 1 / sum, loss };
  });
}

/** Pictures as they are, not normalised. */
function drawn<S extends Shape, C extends readonly string[]>(
  split: Split<S, C>,
  said: readonly Said[],
  { columns, title }: { columns: number | undefined; title: string | undefined },
): PredictionGrid<ExamplePrediction> {
  const size = split.inputs.length / split.length;
  const examples = said.map((each): ExamplePrediction => {
    const values = split.inputs.subarray(each.index * size, (each.index + 1) * size);
    return { ...each, image: Float32Array.from(values, (value) => value * split.scale) };
  });
  return predictionGrid(examples, {
    ...{ shape: split.shape, classes: split.classes, range: [0, 1] },
    ...(columns !== undefined && { columns }),
    ...(title !== undefined && { title }),
  });
}
