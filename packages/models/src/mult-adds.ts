import { type Shape, tf } from "@rosenblatt/engine";

/** A layer's input and output sizes for one example. */
interface Sizes {
  readonly input: Shape;
  readonly output: Shape;
}

type Count = (layer: tf.layers.Layer, sizes: Sizes) => number;

const product = (sizes: Shape) => sizes.reduce((total, size) => total * size, 1);

/** Every output is a sum over one filter, whose taps are the kernel without its last axis. */
const perOutput: Count = (layer, { output }) => {
  const kernel = kernelShapes(layer)[0]!;
  return product(output) * product(kernel.slice(0, -1));
};

/** Every input is spread over one filter, whose taps are the kernel without its last axis. */
const perInput: Count = (layer, { input }) => {
  const kernel = kernelShapes(layer)[0]!;
  return product(input) * product(kernel.slice(0, -1));
};

const depthwise: Count = (layer, { output }) => {
  const [height, width] = kernelShapes(layer)[0]!;
  return product(output) * height! * width!;
};

/** A filter of its own for each channel, then a 1 × 1 convolution over what they found. */
const separable: Count = (layer, { output }) => {
  const [taps, mix] = kernelShapes(layer) as [Shape, Shape];
  const places = product(output.slice(0, -1));
  return places * (product(taps) + product(mix));
};

/** Each matrix once a time step. */
const recurrent: Count = (layer, { input }) =>
  input[0]! * kernelShapes(layer).reduce((sum, kernel) => sum + product(kernel), 0);

const wrapped: Count = (layer, sizes) => {
  const { layer: inner } = layer as unknown as { layer: tf.layers.Layer };
  const [steps, ...input] = sizes.input;
  return steps! * multAddsOf(inner, { input, output: sizes.output.slice(1) });
};

const counts: Readonly<Record<string, Count>> = {
  Conv1D: perOutput,
  Conv2D: perOutput,
  Conv3D: perOutput,
  Conv2DTranspose: perInput,
  Conv3DTranspose: perInput,
  DepthwiseConv2D: depthwise,
  SeparableConv2D: separable,
  Dense: perOutput,
  SimpleRNN: recurrent,
  GRU: recurrent,
  LSTM: recurrent,
  Bidirectional: recurrent,
  TimeDistributed: wrapped,
};

/**
 * The multiplications of a layer's products and convolutions for one example; bias, activation
 * and normalization are left out, as fvcore does
 * (https://github.com/facebookresearch/fvcore/blob/main/docs/flop_count.md).
 */
export function multAddsOf(layer: tf.layers.Layer, sizes: Sizes): number {
  if (layer instanceof tf.LayersModel) return multAdds(layer);
  return counts[layer.getClassName()]?.(layer, sizes) ?? 0;
}

/** The same for a whole model; a layer that is used twice counts twice. */
export function multAdds(model: tf.LayersModel): number {
  return model.layers.reduce((sum, layer) => sum + multAddsIn(model, layer), 0);
}

/** What a layer multiplies at all the places where the model uses it. */
export function multAddsIn(model: tf.LayersModel, layer: tf.layers.Layer): number {
  return layer.inboundNodes
    .filter((_, i) => model.containerNodes.has(`${layer.name}_ib-${i}`))
    .reduce((sum, node) => {
      const input = exampleShape(node.inputShapes);
      return sum + multAddsOf(layer, { input, output: exampleShape(node.outputShapes) });
    }, 0);
}

/** The first of a layer's shapes without the batch; sizes that are not known yet count as 1. */
export function exampleShape(shapes: tf.Shape | tf.Shape[]): Shape {
  const first = Array.isArray(shapes[0]) ? shapes[0] : (shapes as tf.Shape);
  return first.slice(1).map((size) => size ?? 1);
}

function kernelShapes(layer: tf.layers.Layer): Shape[] {
  return layer.weights.map(({ shape }) => shape as number[]).filter((shape) => shape.length > 1);
}
