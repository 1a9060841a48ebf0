import type { ConvolutionInfo } from "../../convolution/info.js";
import { filledVector } from "../elementwise.js";
import { nchwc } from "../graph-builder.js";
import { imagesOf, margined, toValue } from "../images.js";
import { type Fuse, reshape, type Target, transpose, Value } from "../value.js";
import { type Filter, filterOf, flipped, part, wholeBlocks } from "./filters.js";
import { attributesOf, type Walk, walkOf } from "./forward.js";
import { spreadOut } from "./spread-out.js";
import { reach } from "./windows.js";

/** Each channel with filters of its own, `[height, width, channels, filters a channel]`. */
export function depthwise(x: Value, filter: Value, info: ConvolutionInfo): Value {
  return convolve(x, filterOf(filter), walkOf(info));
}

interface Extra {
  bias?: Value;
  relu?: boolean;
}

/** Blocked where each channel has one filter, else by ONNX's own operator. */
function convolve(x: Value, filter: Filter, walk: Walk, { bias, relu }: Extra = {}): Value {
  const { target } = x;
  const blocked = target.block > 0 && filter.outputs === 1;
  const channels = filter.inputs * filter.outputs;
  const form = blocked ? "blocked" : "planar";
  const inputs = [
    x.in(form),
    blocked ? blockedFilter(target, filter) : planarFilter(target, filter),
  ];
  if (bias) {
    const vector = reshape(target.builder, bias.plain, [channels]);
    inputs.push(blocked ? filledVector(target, vector, channels) : vector);
  }
  const attributes = {
    ...attributesOf(filter, walk),
    group: blocked ? wholeBlocks(target, channels) : filter.inputs,
    ...(relu ? { activation: "Relu" } : {}),
  };
  const domain = blocked ? nchwc : "";
  const name = target.builder.add("Conv", inputs, { attributes, domain });
  const fuse: Fuse = ({ bias: added, relu: bent, add }) => {
    if (relu || add || (bias && added) || (bent && !blocked)) return undefined;
    const all = added ?? bias;
    return convolve(x, filter, walk, { ...(all ? { bias: all } : {}), relu: bent ?? false });
  };
  return new Value(target, { shape: walk.outShape, name, form, fuse });
}

function blockedFilter(target: Target, { name, height, width, inputs }: Filter): string {
  const { builder, block } = target;
  const channels = wholeBlocks(target, inputs);
  const missing = channels - inputs;
  const filled =
    missing > 0 ? builder.add("Pad", [name, builder.ints([0, 0, 0, 0, 0, 0, missing, 0])]) : name;
  const lanes = reshape(builder, filled, [height, width, channels / block, block]);
  const moved = transpose(builder, lanes, [2, 0, 1, 3]);
  return reshape(builder, moved, [channels, 1, height, width]);
}

function planarFilter({ builder }: Target, { name, height, width, inputs, outputs }: Filter) {
  const moved = transpose(builder, name, [2, 3, 0, 1]);
  return reshape(builder, moved, [inputs * outputs, 1, height, width]);
}

/** The gradient with respect to the images. */
export function depthwiseInputGradient(dy: Value, filter: Value, info: ConvolutionInfo): Value {
  const { target } = dy;
  const { builder } = target;
  const [height, width, channels, multiplier] = filter.shape as [number, number, number, number];
  const all = {
    ...filterOf(filter.reshaped([height, width, channels * multiplier, 1])),
  };
  const inShape: [number, number, number, number] = [...info.inShape];
  inShape[3] = channels * multiplier;
  const single = spreadOut(
    dy,
    { ...info, inShape },
    {
      convolve: (errors, taps, walk) => {
        const some = part(target, all, taps);
        return convolve(errors, { ...some, name: flipped(target, some) }, walk);
      },
    },
  );
  if (multiplier === 1) return single;
  const split = single.reshaped([...info.inShape, multiplier]).plain;
  const attributes = { keepdims: 0 };
  const name = builder.add("ReduceSum", [split, builder.ints([4])], { attributes });
  return new Value(target, { shape: info.inShape, name });
}

/**
 * The gradient with respect to the filters: one depthwise convolution in which the pictures of the
 * batch are channels, too, and the errors are the filters; in blocks both lie so already. What
 * comes out has a pixel for each tap, to be summed over the batch.
 */
export function depthwiseFilterGradient(x: Value, dy: Value, info: ConvolutionInfo): Value {
  const { target } = x;
  const { builder, block } = target;
  const { batchSize, inChannels, outChannels, filterHeight, filterWidth } = info;
  const multiplier = outChannels / inChannels;
  const form = block > 0 && multiplier === 1 ? "blocked" : "planar";
  const seen = margined(imagesOf(toValue(imagesOf(x, form)), form), reach(info));
  const channels = form === "blocked" ? wholeBlocks(target, inChannels) : inChannels;
  const groups = batchSize * channels;
  const images = reshape(builder, seen.name, [1, groups, seen.height, seen.width]);
  const errors = [groups * multiplier, 1, info.outHeight, info.outWidth];
  const attributes = {
    kernel_shape: [info.outHeight, info.outWidth],
    strides: [info.dilationHeight, info.dilationWidth],
    dilations: [info.strideHeight, info.strideWidth],
    pads: [0, 0, 0, 0],
    group: groups,
  };
  const domain = form === "blocked" ? nchwc : "";
  const operands = [images, reshape(builder, dy.in(form), errors)];
  const taps = builder.add("Conv", operands, { attributes, domain });
  const lanes = form === "blocked" ? block : 1;
  const pixels = filterHeight * filterWidth;
  const each = reshape(builder, taps, [batchSize, channels * multiplier * pixels]);
  const sums = builder.add("ReduceSum", [each, builder.ints([0])], { attributes: { keepdims: 0 } });
  const apart = reshape(builder, sums, [(channels * multiplier) / lanes, pixels, lanes]);
  const flat = [pixels, channels * multiplier];
  const all = reshape(builder, transpose(builder, apart, [1, 0, 2]), flat);
  const [from, to, axes] = [[0], [inChannels], [1]].map((list) => builder.ints(list));
  const kept = channels === inChannels ? all : builder.add("Slice", [all, from!, to!, axes!]);
  const shape = [filterHeight, filterWidth, inChannels, multiplier];
  return new Value(target, { shape, name: reshape(builder, kept, shape) });
}
