import { tf } from "@rosenblatt/engine";
import type { Step } from "../gears.js";
import type { Random } from "../random.js";

/** A step that runs a kernel, and what it is given. */
export interface Case {
  readonly inputs: readonly tf.Tensor[];
  readonly step: Step;
}

/** Makes cases, with other shapes and numbers each time. */
export type MakeCase = (random: Random) => Case;

/** Cases by the kernels that they show. */
export type Cases = Readonly<Record<string, readonly MakeCase[]>>;

/** Runs a kernel by its name. */
export function kernel(
  name: string,
  inputs: Readonly<Record<string, tf.Tensor>> | readonly tf.Tensor[],
  attrs: Readonly<Record<string, unknown>> = {},
): tf.Tensor {
  return tf.engine().runKernel(
    name,
    inputs as unknown as tf.NamedTensorMap,
    {
      ...attrs,
    } as tf.NamedAttrMap,
  );
}

/** Two shapes that can be stretched to each other. */
export function stretching(random: Random): [number[], number[]] {
  const shape = random.shape();
  const with1 = () => {
    const kept = shape.map((size) => (random.whole(0, 2) === 0 ? 1 : size));
    return kept.slice(random.whole(0, 2) === 0 ? random.whole(0, kept.length) : 0);
  };
  return random.pick([
    [shape, shape],
    [shape, with1()],
    [with1(), shape],
    [shape, []],
    [[1], [1, 1]],
    [[1, 1, 1], [shape.at(-1) ?? 1]],
  ] as [number[], number[]][]);
}

/** A shape of images whose channels fill blocks, or do not. */
export function images(random: Random): number[] {
  return [random.whole(1, 2), random.whole(1, 4), random.whole(1, 4), random.pick([1, 3, 16, 32])];
}
