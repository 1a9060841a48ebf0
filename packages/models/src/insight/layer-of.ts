import { tf } from "@rosenblatt/engine";

/** A layer by its name, or its position among all. */
export type LayerChoice = string | number;

/**
 * The layer that is meant; the first or last convolution when none is named.
 * @throws RangeError when the model has no such layer.
 */
export function layerOf(
  model: tf.LayersModel,
  { layer, usual, to }: { layer: LayerChoice | undefined; usual: "first" | "last"; to: string },
): tf.layers.Layer {
  const names = model.layers.map(({ name }) => name);
  if (layer !== undefined) {
    const found =
      typeof layer === "number" ? model.layers[layer] : model.layers[names.indexOf(layer)];
    if (found) return found;
    throw new RangeError(
      `Cannot ${to} of layer ${JSON.stringify(layer)}: the model has ${names.join(", ")}`,
    );
  }
  const maps = model.layers.filter((each) => /Conv2D/.test(each.getClassName()));
  const found = usual === "first" ? maps[0] : maps.at(-1);
  if (found) return found;
  throw new RangeError(
    `Cannot ${to}: it needs a layer of convolutions, the model has ${names.join(", ")}; name one`,
  );
}

/**
 * The part of a model that ends with a layer. It shares the model's weights: do not dispose it.
 */
export function upTo(model: tf.LayersModel, layer: tf.layers.Layer): tf.LayersModel {
  return tf.model({ inputs: model.inputs, outputs: layer.output });
}
