import { tf } from "@rosenblatt/engine";

/** One place where a model uses a layer. */
export type Use = tf.layers.Layer["inboundNodes"][number];

/** The places where a model uses a layer; a sequential model makes them when first needed. */
export function usesOf(model: tf.LayersModel, layer: tf.layers.Layer): Use[] {
  if (model instanceof tf.Sequential && !model.built) model.build();
  return layer.inboundNodes.filter((_, i) => model.containerNodes.has(`${layer.name}_ib-${i}`));
}

/** One shape or several as a list. */
export function shapesOf(shapes: tf.Shape | tf.Shape[]): tf.Shape[] {
  return Array.isArray(shapes[0]) ? (shapes as tf.Shape[]) : [shapes as tf.Shape];
}
