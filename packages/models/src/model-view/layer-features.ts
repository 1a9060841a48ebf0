import { tf } from "@rosenblatt/engine";
import { upTo } from "../insight/layer-of.js";
import { channelsOf } from "../insight/tiles.js";
import { inputTensor } from "./input-tensor.js";
import { namedLayer } from "./named-layer.js";
import { packed } from "./packed.js";
import type { ModelInput, Pictures } from "./protocol.js";
import type { Reply, ViewedModel } from "./viewed-model.js";

/** Larger maps are made smaller by means of their pixels, so that many fit into an answer. */
const largestSide = 96;

/** What a layer makes of an input: its maps; a row of its units; or its steps by its units. */
export function layerFeatures(
  viewed: ViewedModel,
  { layer: name, input }: { layer: string; input: ModelInput },
  pixels: Uint8Array | undefined,
): Reply<Pictures> {
  const layer = namedLayer(viewed.model, name);
  const { values, sizes } = tf.tidy(() => {
    const x = inputTensor(viewed, input, pixels);
    const made = layer.getClassName() === "InputLayer" ? x : partOf(viewed, layer, x);
    const fitting = made.rank === 4 ? smaller(made as tf.Tensor4D) : made;
    const sizes = fitting.shape.slice(1);
    return { values: sizes.length === 3 ? channelsOf(fitting) : [fitting.dataSync()], sizes };
  });
  const [height, width] = sizes.length === 1 ? [1, sizes[0]!] : [sizes[0]!, sizes[1]!];
  if (sizes.length > 3) {
    throw new RangeError(`Cannot show what ${name} makes: [${sizes}] are no pictures`);
  }
  return packed(values as Float32Array[], { layer: name, height, width, channels: 1 });
}

function partOf({ model }: ViewedModel, layer: tf.layers.Layer, x: tf.Tensor): tf.Tensor {
  return upTo(model, layer).apply(x, { training: false }) as tf.Tensor;
}

function smaller(maps: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = maps.shape;
  const step = Math.ceil(Math.max(height, width) / largestSide);
  return step === 1 ? maps : tf.avgPool(maps, step, step, "same");
}
