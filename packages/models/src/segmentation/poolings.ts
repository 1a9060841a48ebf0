import type { tf } from "@rosenblatt/engine";
import { picturesOf } from "../encoder-levels.js";
import { usesOf } from "../uses.js";

/** Where an encoder halves what it makes of pictures, and keeps the largest of each four values. */
export interface Pooling {
  readonly images: tf.SymbolicTensor;
  readonly pooled: tf.SymbolicTensor;
}

/** The poolings that halve pictures one after the other, as far as there are such. */
export function poolings(encoder: tf.LayersModel): Pooling[] {
  const [height] = picturesOf(encoder);
  const all = encoder.layers.filter(isHalving).map((layer) => poolingOf(encoder, layer));
  const found: Pooling[] = [];
  for (;;) {
    const rows = height / 2 ** found.length;
    const next = all.find(({ images }) => images.shape[1] === rows);
    if (!next) return found;
    found.push(next);
  }
}

function isHalving(layer: tf.layers.Layer): boolean {
  const { poolSize, strides } = layer.getConfig();
  return (
    layer.getClassName() === "MaxPooling2D" && `${poolSize}` === "2,2" && `${strides}` === "2,2"
  );
}

function poolingOf(encoder: tf.LayersModel, layer: tf.layers.Layer): Pooling {
  const { inputTensors, outputTensors } = usesOf(encoder, layer).at(-1)!;
  return { images: inputTensors[0]!, pooled: outputTensors[0]! };
}
