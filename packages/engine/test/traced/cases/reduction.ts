import { tf } from "@rosenblatt/engine";
import type { Random } from "../random.js";
import { type Cases, images, kernel, type MakeCase } from "./case.js";

/** Some axes, counted from either end; none and all among them. */
function axes(random: Random, rank: number): number[] {
  const chosen = Array.from({ length: rank }, (_, axis) => axis).filter(() => random.whole(0, 1));
  return chosen.map((axis) => (random.whole(0, 1) ? axis : axis - rank));
}

type Reduce = (x: tf.Tensor, axis: number[], keepDims: boolean) => tf.Tensor;

function reduction(reduce: Reduce, types: readonly ("floats" | "ints" | "bools")[]): MakeCase[] {
  const on = (shapeOf: (random: Random) => number[]): MakeCase[] =>
    types.map((type) => (random) => {
      const shape = shapeOf(random);
      const axis = random.pick([axes(random, shape.length), [0, 1, 2].slice(0, shape.length)]);
      const keep = random.pick([true, false]);
      return { inputs: [random[type](shape)], step: (x) => reduce(x!, axis, keep) };
    });
  return [
    ...on((random) => random.shape()),
    ...on(images),
    ...on((random) => random.pick([[0], [0, 3], [2, 0], [3, 0, 2]])),
  ];
}

function position(name: string): MakeCase[] {
  return (["floats", "ints", "bools"] as const).map((type) => (random) => {
    const shape = random.shape({ rank: random.whole(1, 4) });
    const axis = random.whole(-shape.length, shape.length - 1);
    return { inputs: [random[type](shape)], step: (x) => kernel(name, { x: x! }, { axis }) };
  });
}

function cumulation(cumulate: typeof tf.cumsum): MakeCase[] {
  return (["floats", "ints", "bools"] as const).flatMap((type) => [
    (random) => {
      const shape = random.shape({ rank: random.whole(1, 4), most: 7 });
      const axis = random.whole(0, shape.length - 1);
      const [exclusive, reverse] = [random.pick([true, false]), random.pick([true, false])];
      return {
        inputs: [random[type](shape)],
        step: (x) => cumulate(x!, axis, exclusive, reverse),
      };
    },
  ]);
}

const all = ["floats", "ints", "bools"] as const;

/** Kernels that reduce axes, or go along one. */
export const reductionCases: Cases = {
  All: reduction((x, axis, keep) => tf.all(x, axis, keep), ["bools"]),
  Any: reduction((x, axis, keep) => tf.any(x, axis, keep), ["bools"]),
  ArgMax: position("ArgMax"),
  ArgMin: position("ArgMin"),
  Cumprod: cumulation(tf.cumprod),
  Cumsum: cumulation(tf.cumsum),
  Max: reduction((x, axis, keep) => tf.max(x, axis, keep), all),
  Mean: reduction((x, axis, keep) => tf.mean(x, axis, keep), all),
  Min: reduction((x, axis, keep) => tf.min(x, axis, keep), all),
  Prod: reduction((x, axis, keep) => tf.prod(x, axis, keep), all),
  Sum: reduction((x, axis, keep) => tf.sum(x, axis, keep), all),
  Softmax: [
    (random) => ({ inputs: [random.floats(images(random))], step: (x) => tf.softmax(x!) }),
    (random) => ({
      inputs: [random.floats(random.shape({ rank: 2 }), { from: -60, to: 60 })],
      step: (x) => tf.softmax(x!),
    }),
  ],
};
