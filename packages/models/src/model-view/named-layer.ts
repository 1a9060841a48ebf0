import type { tf } from "@rosenblatt/engine";

/**
 * The layer of this name.
 * @throws RangeError when the model has none.
 */
export function namedLayer(model: tf.LayersModel, name: string): tf.layers.Layer {
  const layer = model.layers.find((one) => one.name === name);
  if (layer) return layer;
  throw new RangeError(`Cannot show layer "${name}": the model has none of this name`);
}
