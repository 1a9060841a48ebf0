import { nchwc } from "../graph-builder.js";
import type { Target } from "../value.js";
import { reshape, transpose, type Value } from "../value.js";
import type { Taps } from "./spread-out.js";

/** Channels filled up to whole blocks. */
export function wholeBlocks({ block }: Target, channels: number): number {
  return Math.ceil(channels / block) * block;
}

/** A filter `[height, width, in, out]` that is read in one of several orders. */
export interface Filter {
  /** The tensor, in TensorFlow.js's order. */
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Whether inputs and outputs change places, as they do on the way back. */
  readonly turned: boolean;
}

export function filterOf(value: Value): Filter {
  const [height, width, inputs, outputs] = value.shape as [number, number, number, number];
  return { name: value.plain, height, width, inputs, outputs, turned: false };
}

/** The filter of the way back: rows and columns reversed, inputs and outputs exchanged. */
export function turned(target: Target, filter: Filter): Filter {
  const { height, width, inputs, outputs } = filter;
  return {
    ...filter,
    name: flipped(target, filter),
    inputs: outputs,
    outputs: inputs,
    turned: !filter.turned,
    height,
    width,
  };
}

/** Some taps of a filter. */
export function part({ builder }: Target, filter: Filter, { start, step, count }: Taps): Filter {
  const [height, width] = count;
  if (height === filter.height && width === filter.width) return filter;
  const bounds = [start, [filter.height, filter.width], [0, 1], step];
  const name = builder.add("Slice", [filter.name, ...bounds.map((list) => builder.ints(list))]);
  return { ...filter, name, height, width };
}

export function flipped(
  { builder }: Target,
  { name, height, width }: Pick<Filter, "name" | "height" | "width">,
): string {
  if (height === 1 && width === 1) return name;
  const ends = builder.ints([-(2 ** 31), -(2 ** 31)]);
  const backwards = builder.ints([-1, -1]);
  return builder.add("Slice", [name, backwards, ends, builder.ints([0, 1]), backwards]);
}

/** The filter as ONNX's convolution wants it: `[out, in, height, width]`. */
export function planarFilter({ builder }: Target, filter: Filter): string {
  return transpose(builder, filter.name, filter.turned ? [2, 3, 0, 1] : [3, 2, 0, 1]);
}

/** The filter as blocked convolutions want it; `blockedInputs` says whether their images are so. */
export function blockedFilter(
  target: Target,
  filter: Filter,
  { blockedInputs }: { blockedInputs: boolean },
): string {
  const { builder, block } = target;
  const { height, width } = filter;
  const outputs = wholeBlocks(target, filter.outputs);
  const inputs = blockedInputs ? wholeBlocks(target, filter.inputs) : filter.inputs;
  const [third, fourth] = filter.turned ? [outputs, inputs] : [inputs, outputs];
  const [from, to] = filter.turned
    ? [filter.outputs, filter.inputs]
    : [filter.inputs, filter.outputs];
  const missing = [third - from, fourth - to];
  const filled = missing.some((count) => count > 0)
    ? builder.add("Pad", [filter.name, builder.ints([0, 0, 0, 0, 0, 0, ...missing])])
    : filter.name;
  const split = (channels: number, blocked: boolean) =>
    blocked ? [channels / block, block] : [channels, 1];
  const parts = [
    ...split(third!, filter.turned || blockedInputs),
    ...split(fourth!, !filter.turned || blockedInputs),
  ];
  const cut = reshape(builder, filled, [height, width, ...parts]);
  // Axes now: height, width, block and lane of the third axis, block and lane of the fourth.
  const shape = [outputs, inputs, height, width];
  if (filter.turned && blockedInputs) {
    const lanes = transpose(builder, cut, [2, 4, 0, 1, 3, 5]);
    return reshape(builder, turnedLanes(target, lanes, shape), shape);
  }
  const perm = filter.turned ? [2, 4, 0, 1, 5, 3] : [4, 2, 0, 1, 3, 5];
  return reshape(builder, transpose(builder, cut, perm), shape);
}

/**
 * Exchanges the last two axes, both as long as a block, as putting images into blocks does: many
 * times faster than a transposition.
 */
function turnedLanes(
  { builder, block }: Target,
  name: string,
  [outputs, inputs, height, width]: readonly number[],
): string {
  const count = (outputs! * inputs! * height! * width!) / block ** 2;
  const images = reshape(builder, name, [count, block, 1, block]);
  return builder.add("ReorderInput", [images], { domain: nchwc });
}
