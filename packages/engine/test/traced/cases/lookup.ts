import { tf } from "@rosenblatt/engine";
import type { Random } from "../random.js";
import { type Cases, kernel, type MakeCase } from "./case.js";

const types = ["floats", "ints", "bools"] as const;
const numbers = ["floats", "ints"] as const;

const gather: MakeCase[] = [
  ...types.map(
    (type): MakeCase =>
      (random) => {
        const shape = random.shape({ rank: random.whole(1, 4) });
        const axis = random.whole(-shape.length, shape.length - 1);
        const places = random.ints(random.shape({ rank: random.whole(0, 2) }), {
          from: 0,
          to: shape.at(axis)! - 1,
        });
        return {
          inputs: [random[type](shape), places],
          step: (x, indices) => tf.gather(x!, indices!, axis),
        };
      },
  ),
  (random) => {
    const [a, b, c, d] = random.shape({ rank: 4 }) as [number, number, number, number];
    const axis = random.whole(1, 3);
    const batch = random.whole(1, axis);
    const shape = [a, b, c, d];
    const places = random.ints([...shape.slice(0, batch), 3], { from: 0, to: shape[axis]! - 1 });
    return {
      inputs: [random.floats(shape), places],
      step: (x, indices) =>
        kernel("GatherV2", { x: x!, indices: indices! }, { axis, batchDims: batch }),
    };
  },
];

/** Points of some coordinates within a shape. */
function points(random: Random, shape: readonly number[], count: number): tf.Tensor {
  const coordinates = Array.from({ length: count }, () =>
    shape.map((size) => random.whole(0, size - 1)),
  );
  return tf.tensor2d(coordinates, [count, shape.length], "int32");
}

const gatherNd: MakeCase[] = types.map((type) => (random) => {
  const shape = random.shape({ rank: random.whole(1, 4) });
  const indices = points(random, shape.slice(0, random.whole(1, shape.length)), 5);
  return {
    inputs: [random[type](shape), indices],
    step: (x, places) => tf.gatherND(x!, places!),
  };
});

/** Updates of a tensor at some points, several of them the same. */
function updates(random: Random, type: (typeof types)[number]) {
  const shape = random.shape({ rank: random.whole(1, 4), most: 3 });
  const rank = random.whole(1, shape.length);
  const indices = points(random, shape.slice(0, rank), 6);
  return { shape, indices, updates: random[type]([6, ...shape.slice(rank)]) };
}

const scatterNd: MakeCase[] = numbers.map((type) => (random) => {
  const { shape, ...parts } = updates(random, type);
  return {
    inputs: [parts.indices, parts.updates],
    step: (indices, given) => tf.scatterND(indices!, given!, shape),
  };
});

const scatterUpdate: MakeCase[] = types.map((type) => (random) => {
  const { shape, ...parts } = updates(random, type);
  return {
    inputs: [random[type](shape), parts.indices, parts.updates],
    // TensorFlow.js writes into the tensor itself.
    step: (tensor, indices, given) =>
      tf.tensorScatterUpdate(tensor!.reverse().reverse(), indices!, given!),
  };
});

const sparseToDense: MakeCase[] = types.map((type) => (random) => {
  const shape = random.shape({ rank: random.whole(1, 3) });
  const values = random[type](random.pick([[], [4]]));
  return {
    inputs: [points(random, shape, 4), values, random[type]([])],
    step: (indices, given, other) =>
      tf.sparseToDense(indices!, given!, shape, other!.cast(given!.dtype) as tf.Scalar),
  };
});

const segments: MakeCase[] = numbers.map((type) => (random) => {
  const shape = random.shape({ rank: random.whole(1, 3) });
  const ids = random.ints([shape[0]!], { from: type === "floats" ? -1 : 0, to: 4 });
  return {
    inputs: [random[type](shape), ids],
    step: (x, given) => tf.unsortedSegmentSum(x!, given as tf.Tensor1D, 4).cast(x!.dtype),
  };
});

const bincount: MakeCase[] = [
  (random) => ({
    inputs: [random.ints([7], { from: 0, to: 5 }), random.floats([7])],
    step: (x, weights) => tf.denseBincount(x as tf.Tensor1D, weights as tf.Tensor1D, 4),
  }),
  (random) => ({
    inputs: [random.ints([2, 5], { from: 0, to: 5 })],
    step: (x) => [
      tf.denseBincount(x as tf.Tensor2D, tf.tensor2d([], [0, 0]), 4, true),
      tf.denseBincount(x as tf.Tensor2D, tf.tensor2d([], [0, 0]), 6),
    ],
  }),
];

const oneHot: MakeCase[] = (["float32", "int32", "bool"] as const).map((dtype) => (random) => {
  const shape = random.shape({ rank: random.whole(0, 3) });
  const depth = random.pick([2, 5]);
  const [on, off] = dtype === "bool" ? [1, 0] : [random.whole(1, 5), random.whole(-3, 0)];
  return {
    inputs: [random.ints(shape, { from: -2, to: 6 })],
    step: (x) => tf.oneHot(x!, depth, on, off, dtype),
  };
});

/** Kernels that look numbers up, write them, or tell where they are. */
export const lookupCases: Cases = {
  Bincount: [
    (random) => ({
      inputs: [random.ints([7], { from: 0, to: 5 }), random.ints([7])],
      step: (x, weights) => tf.bincount(x as tf.Tensor1D, weights as tf.Tensor1D, 4),
    }),
  ],
  DenseBincount: bincount,
  GatherNd: gatherNd,
  GatherV2: gather,
  OneHot: oneHot,
  ScatterNd: scatterNd,
  SearchSorted: (["left", "right"] as const).flatMap((side) =>
    numbers.map(
      (type): MakeCase =>
        (random) => ({
          inputs: [random[type]([2, 6]), random[type]([2, 4])],
          step: (sequence, values) => {
            const sorted = tf.topk(sequence!, 6).values.reverse(1);
            return tf.searchSorted(sorted, values!, side);
          },
        }),
    ),
  ),
  SparseToDense: sparseToDense,
  TensorScatterUpdate: scatterUpdate,
  TopK: types.map((type) => (random) => {
    const shape = random.shape({ rank: random.whole(1, 3), most: 6 });
    const count = random.whole(1, shape.at(-1)!);
    return { inputs: [random[type](shape)], step: (x) => ({ ...tf.topk(x!, count) }) };
  }),
  UnsortedSegmentSum: segments,
};
