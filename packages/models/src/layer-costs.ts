import type { Shape, tf } from "@rosenblatt/engine";
import { measuredTime } from "./measured-time.js";
import { type Memory, memoryOf } from "./memory.js";
import { exampleShape, multAddsIn } from "./mult-adds.js";
import { usesOf } from "./uses.js";

/** What a layer, or all of them, is made of and costs. */
export interface Costs {
  /** How many numbers its weights are. */
  readonly parameters: number;
  /** How many of them training changes. */
  readonly trainable: number;
  /** How often it multiplies for one example: products and convolutions, bias left out. */
  readonly multAdds: number;
  /** Bytes, at the summary's batch size. */
  readonly memory: Memory;
  /** How long the batch takes, when that was measured. */
  readonly milliseconds?: number;
}

/** One layer of a model. */
export interface LayerSummary extends Costs {
  readonly name: string;
  /** TensorFlow.js's name of its class, such as `Conv2D`. */
  readonly kind: string;
  /** The sizes of what it makes of one example, where it is used first. */
  readonly output: Shape;
}

/** What each layer of a model costs, and their sums; `time` runs each to measure it. */
export function layerCosts(
  model: tf.LayersModel,
  { batch, time }: { batch: number; time: boolean },
): Costs & { readonly layers: readonly LayerSummary[] } {
  const layers = model.layers.map((layer) => ({
    name: layer.name,
    kind: layer.getClassName(),
    output: exampleShape(usesOf(model, layer)[0]?.outputShapes ?? layer.outputShape),
    parameters: count(layer.weights),
    trainable: count(layer.trainableWeights),
    multAdds: multAddsIn(model, layer),
    memory: memoryOf(model, { layer, batch }),
    ...(time ? { milliseconds: measuredTime(model, { layer, batch }) } : {}),
  }));
  return { layers, ...totals(layers) };
}

function totals(layers: readonly LayerSummary[]): Costs {
  const total = (of: (layer: LayerSummary) => number) =>
    layers.reduce((sum, layer) => sum + of(layer), 0);
  return {
    parameters: total(({ parameters }) => parameters),
    trainable: total(({ trainable }) => trainable),
    multAdds: total(({ multAdds }) => multAdds),
    memory: {
      weights: total(({ memory }) => memory.weights),
      activations: total(({ memory }) => memory.activations),
    },
    ...(layers.some(({ milliseconds }) => milliseconds !== undefined)
      ? { milliseconds: total(({ milliseconds = 0 }) => milliseconds) }
      : {}),
  };
}

function count(weights: readonly { readonly shape: tf.Shape }[]): number {
  return weights.reduce(
    (sum, { shape }) => sum + shape.reduce<number>((product, size) => product * (size ?? 1), 1),
    0,
  );
}
