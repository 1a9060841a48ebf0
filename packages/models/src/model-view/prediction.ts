import { tf } from "@rosenblatt/engine";
import { labelOf } from "../diagram/label.js";
import { inputTensor } from "./input-tensor.js";
import type { ModelInput, Prediction, Sizes } from "./protocol.js";
import type { Reply, ViewedModel } from "./viewed-model.js";

const mostClasses = 10;

/** What the model says of an input. */
export function prediction(
  viewed: ViewedModel,
  { input }: { input: ModelInput },
  pixels: Uint8Array | undefined,
): Reply<Prediction> {
  const { examples } = viewed;
  const names = examples?.classes ?? [];
  const [values, sizes] = runOnce(viewed, input, pixels);
  const broken = values.find((value) => !Number.isFinite(value));
  if (broken !== undefined) {
    throw new RangeError(
      `Cannot tell a prediction: expected finite outputs, got ${broken}; make the model anew and train it with a smaller learning rate`,
    );
  }
  const units = sizes.at(-1)!;
  if (sizes.length === 3 && units > 1 && units <= 256) {
    const [height, width] = sizes as [number, number, number];
    const result = { kind: "map", height, width, classes: units, names } as const;
    return { result, buffers: [largestIn(values, units)] };
  }
  // Of a sequence, the last step says what comes next.
  const steps = sizes.length === 2 && names.length === units;
  const classes = sizes.length === 1 && units > 1 && (!examples || names.length === units);
  if (!classes && !steps)
    return { result: { kind: "numbers", values: [...values.slice(0, mostClasses)] } };
  const row = values.slice(-units);
  const chances = isSoftmax(viewed.model) ? [...row] : softmax(row);
  const top = chances
    .map((probability, index) => ({ index, name: names[index] ?? String(index), probability }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, mostClasses);
  return { result: { kind: "classes", top } };
}

/** The model's outputs for one input, and their sizes. */
function runOnce(
  viewed: ViewedModel,
  input: ModelInput,
  pixels: Uint8Array | undefined,
): [values: Float32Array, sizes: Sizes] {
  let sizes: Sizes = [];
  const outputs = tf.tidy(() => {
    const made = viewed.model.apply(inputTensor(viewed, input, pixels), { training: false });
    if (Array.isArray(made)) {
      throw new RangeError("Cannot tell a prediction: the model has several outputs");
    }
    sizes = made.shape.slice(1) as number[];
    return (made as tf.Tensor).dataSync() as Float32Array;
  });
  return [outputs, sizes];
}

/** The place of the largest of each row of numbers. */
function largestIn(values: Float32Array, units: number): Uint8Array {
  return Uint8Array.from({ length: values.length / units }, (_, row) => {
    let best = 0;
    for (let i = 1; i < units; i += 1) {
      if (values[row * units + i]! > values[row * units + best]!) best = i;
    }
    return best;
  });
}

function isSoftmax(model: tf.LayersModel): boolean {
  const { label, act } = labelOf(model.outputs[0]!.sourceLayer);
  return label === "softmax" || act === "softmax";
}

function softmax(logits: Float32Array): number[] {
  const largest = logits.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const powers = Array.from(logits, (value) => Math.exp(value - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
