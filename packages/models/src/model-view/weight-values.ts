import { readFile } from "node:fs/promises";
import { decodeSafetensors, type PlainArray, type tf } from "@rosenblatt/engine";
import { modelWeights } from "../weights/model-weights.js";
import { ofSafetensors } from "../weights/of-safetensors.js";
import type { StoredWeights } from "../weights/stored.js";

/** Numbers by the model's name for the weight, such as `conv1/kernel`; those that fit alone. */
export type WeightValues = ReadonlyMap<string, Float32Array>;

/** The model's own weights now; copies when they are to be kept. */
export function ownWeights(model: tf.LayersModel, { copy = false } = {}): WeightValues {
  return new Map(
    modelWeights(model).map(({ name, variable }) => {
      const values = variable.dataSync() as Float32Array;
      return [name, copy ? values.slice() : values];
    }),
  );
}

/**
 * The weights of a safetensors file, of `saveWeights` or of a run's checkpoint, as far as they fit.
 * @throws SyntaxError when the file is broken.
 */
export async function fileWeights(model: tf.LayersModel, path: string): Promise<WeightValues> {
  const bytes = await readFile(path);
  const stored = ofSafetensors(bytes, path);
  const ofRun = [...stored.keys()].some((name) => name.startsWith("weights/0/"));
  return ofRun ? runWeights(model, decodeSafetensors(bytes).arrays) : byName(model, stored);
}

function byName(model: tf.LayersModel, stored: StoredWeights): WeightValues {
  const found = new Map<string, Float32Array>();
  for (const { name, aliases, shape } of modelWeights(model)) {
    const weight = aliases.map((alias) => stored.get(alias)).find((one) => one !== undefined);
    if (weight?.shape.join() === shape.join()) found.set(name, weight.read());
  }
  return found;
}

/** A checkpoint numbers the weights in the order of `model.weights`. */
function runWeights(
  model: tf.LayersModel,
  arrays: Readonly<Record<string, PlainArray>>,
): WeightValues {
  const saved = Object.entries(arrays).filter(([name]) => name.startsWith("weights/"));
  const byPlace = new Map(saved.map(([name, array]) => [Number(name.split("/")[1]), array]));
  const places = new Map(model.weights.map((weight, place) => [weight.read().id, place]));
  const found = new Map<string, Float32Array>();
  for (const { name, shape, variable } of modelWeights(model)) {
    const array = byPlace.get(places.get(variable.id)!);
    if (array?.shape.join() === shape.join()) found.set(name, Float32Array.from(array.values));
  }
  return found;
}
