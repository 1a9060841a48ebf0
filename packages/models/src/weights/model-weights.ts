import { type Shape, tf } from "@rosenblatt/engine";

/** A weight of a model. */
export interface ModelWeight {
  /** Its layer's name and its own: `conv1/kernel`; within a model in the model after that's name. */
  readonly name: string;
  /** What files may call it: its name, its place among its layer's weights, TensorFlow.js's name. */
  readonly aliases: readonly string[];
  readonly shape: Shape;
  readonly variable: tf.Variable;
}

/** All weights of a model, layer by layer. */
export function modelWeights(model: tf.LayersModel, prefix = ""): ModelWeight[] {
  return model.layers.flatMap((layer) =>
    layer instanceof tf.LayersModel
      ? modelWeights(layer, `${prefix}${layer.name}/`)
      : layerWeights(layer, prefix),
  );
}

function layerWeights(layer: tf.layers.Layer, prefix: string): ModelWeight[] {
  const own = layer.weights.map(({ originalName }) => originalName.split("/").at(-1)!);
  return layer.weights.map((weight, i) => {
    // Both directions of a bidirectional layer have a kernel: these go by their numbers.
    const alone = own.indexOf(own[i]!) === own.lastIndexOf(own[i]!);
    const name = `${prefix}${layer.name}/${alone ? own[i] : i}`;
    return {
      name,
      aliases: [name, `${prefix}${layer.name}/${i}`, weight.originalName],
      shape: weight.shape as number[],
      variable: weight.read() as tf.Variable,
    };
  });
}
