import { type Shape, tf } from "@rosenblatt/engine";
import { measuredMultAdds } from "./measured-mult-adds.js";
import { multAddCounts } from "./mult-add-counts.js";
import { shapesOf, usesOf } from "./uses.js";

/** Layers with weights that scale or look up, one number at a time. */
const elementwise = ["BatchNormalization", "LayerNormalization", "Embedding", "PReLU"];

/** How often a model multiplies for one example; a layer that is used twice counts twice. */
export function multAdds(model: tf.LayersModel): number {
  return model.layers.reduce((sum, layer) => sum + multAddsIn(model, layer), 0);
}

/** How often a layer multiplies at all the places where the model uses it. */
export function multAddsIn(model: tf.LayersModel, layer: tf.layers.Layer): number {
  const uses = usesOf(model, layer);
  // A model at the start of a sequential one is used, though only its layers are in the graph.
  if (uses.length === 0 && layer instanceof tf.LayersModel) return multAdds(layer);
  return uses.reduce((sum, { inputShapes, outputShapes }) => {
    const inputs = shapesOf(inputShapes);
    return sum + multAddsOf(layer, { inputs, output: exampleShape(outputShapes) });
  }, 0);
}

/** The first of a layer's shapes without the batch; sizes that are not known yet count as 1. */
export function exampleShape(shapes: tf.Shape | tf.Shape[]): Shape {
  return (shapesOf(shapes)[0] ?? []).slice(1).map((size) => size ?? 1);
}

function multAddsOf(
  layer: tf.layers.Layer,
  { inputs, output }: { inputs: tf.Shape[]; output: Shape },
): number {
  if (layer instanceof tf.LayersModel) return multAdds(layer);
  const kind = layer.getClassName();
  const count = multAddCounts[kind];
  if (count) return count(layer, { input: exampleShape(inputs), output });
  const simple = layer.weights.length === 0 && kind !== "Dot";
  return simple || elementwise.includes(kind) ? 0 : measuredMultAdds(layer, inputs);
}
