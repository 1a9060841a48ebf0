import { tf } from "@rosenblatt/engine";
import { shapesOf, usesOf } from "./uses.js";

/** Bytes that a model, or a layer of it, needs. */
export interface Memory {
  readonly weights: number;
  /** Of the outputs of a batch, all kept at once, as training keeps them. */
  readonly activations: number;
}

/** What only looks at its input in another way: no numbers of its own. */
const views = ["Flatten", "Reshape"];

/** What a layer keeps: its weights, and the outputs at all places where the model uses it. */
export function memoryOf(
  model: tf.LayersModel,
  { layer, batch }: { layer: tf.layers.Layer; batch: number },
): Memory {
  const weights = layer.weights.reduce(
    (sum, { shape, dtype }) => sum + sizeOf(shape) * tf.util.bytesPerElement(dtype),
    0,
  );
  return { weights, activations: batch * activationBytes(model, layer) };
}

/** Bytes of a layer's outputs of one example. */
function activationBytes(model: tf.LayersModel, layer: tf.layers.Layer): number {
  if (layer instanceof tf.LayersModel) {
    return layer.layers.reduce((sum, inner) => sum + activationBytes(layer, inner), 0);
  }
  if (views.includes(layer.getClassName())) return 0;
  return usesOf(model, layer)
    .flatMap(({ outputShapes }) => shapesOf(outputShapes))
    .reduce((sum, [, ...sizes]) => sum + 4 * sizeOf(sizes), 0);
}

function sizeOf(sizes: tf.Shape): number {
  return sizes.reduce<number>((product, size) => product * (size ?? 1), 1);
}
