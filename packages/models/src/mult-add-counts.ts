import type { Shape, tf } from "@rosenblatt/engine";

/** A layer's input and output sizes for one example. */
export interface Sizes {
  readonly input: Shape;
  readonly output: Shape;
}

export type Count = (layer: tf.layers.Layer, sizes: Sizes) => number;

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

/**
 * How often the layers of each class multiply for one example, from their weights' shapes and
 * their sizes: products and convolutions; bias, activation and normalization are left out, as
 * fvcore does (https://github.com/facebookresearch/fvcore/blob/main/docs/flop_count.md).
 */
export const multAddCounts: Readonly<Record<string, Count>> = {
  Conv1D: perOutput,
  Conv2D: perOutput,
  GroupedConv2D: perOutput,
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
};

function kernelShapes(layer: tf.layers.Layer): Shape[] {
  return layer.weights.map(({ shape }) => shape as number[]).filter((shape) => shape.length > 1);
}
