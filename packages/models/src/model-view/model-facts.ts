import type { tf } from "@rosenblatt/engine";
import { boxesOf } from "../diagram/graph.js";
import { layerCosts } from "../layer-costs.js";
import { kernelOf } from "./layer-filters.js";
import type { ModelFacts, Sizes } from "./protocol.js";
import type { ViewedModel } from "./viewed-model.js";

/** The model's layers with the numbers of its summary, and its graph. */
export function modelFacts({ model, examples, histograms, start }: ViewedModel): ModelFacts {
  const { layers, parameters, trainable, multAdds } = layerCosts(model, { batch: 1, time: false });
  return {
    name: model.name,
    input: inputSizes(model),
    ...{ parameters, trainable, multAdds },
    layers: layers.map(({ name, kind, output, parameters, trainable, multAdds }, i) => {
      const filters = kernelOf(model.layers[i]!) !== undefined;
      return { name, kind, output, parameters, trainable, multAdds, filters };
    }),
    boxes: boxesOf(model).map(({ label, kind, layers, followers, output, sources }) => {
      return { label, kind, layers, followers, output, sources };
    }),
    classes: examples?.classes ?? [],
    examples: examples?.length ?? 0,
    epoch: histograms.at(-1)?.epoch ?? 0,
    start: start !== undefined,
  };
}

/** The sizes of one example; null where there are several inputs, or where they may differ. */
export function inputSizes(model: tf.LayersModel): Sizes | null {
  const [, ...sizes] = model.inputs[0]!.shape;
  const fixed = model.inputs.length === 1 && sizes.every((size) => size !== null);
  return fixed ? (sizes as number[]) : null;
}
