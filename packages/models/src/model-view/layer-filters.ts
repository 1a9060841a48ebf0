import type { tf } from "@rosenblatt/engine";
import { channelsOf, planesOf } from "../insight/tiles.js";
import { namedLayer } from "./named-layer.js";
import { packed } from "./packed.js";
import type { Pictures } from "./protocol.js";
import type { Reply, ViewedModel } from "./viewed-model.js";

/** The weight of a layer that holds its filters: height, width, what they see, how many. */
export function kernelOf(layer: tf.layers.Layer): tf.LayerVariable | undefined {
  return layer.weights.find(({ originalName, shape }) => {
    return /kernel/.test(originalName) && shape.length === 4;
  });
}

/** The filters of a layer; those that see more than three channels, channel by channel. */
export function layerFilters(
  { model }: ViewedModel,
  { layer: name }: { layer: string },
): Reply<Pictures> {
  const layer = namedLayer(model, name);
  const kernel = kernelOf(layer);
  if (!kernel) {
    throw new RangeError(
      `Cannot show the filters of ${name}: it needs a layer of convolutions, got a ${layer.getClassName()}`,
    );
  }
  const [height, width, channels] = kernel.shape as [number, number, number, number];
  const values = channelsOf(kernel.read());
  const whole = channels === 1 || channels === 3;
  const planes = whole ? values : values.flatMap((value) => planesOf(value, channels));
  const size = { height, width, channels: whole ? channels : 1, together: whole ? 1 : channels };
  return packed(planes, { layer: name, ...size });
}
