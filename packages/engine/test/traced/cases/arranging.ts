import { tf } from "@rosenblatt/engine";
import type { Random } from "../random.js";
import { type Cases, images, kernel, type MakeCase } from "./case.js";

const types = ["floats", "ints", "bools"] as const;

/** A case on each type of numbers, and on images. */
function each(
  make: (random: Random, shape: number[]) => (x: tf.Tensor) => tf.TensorContainer,
  { least = 1 }: { least?: number } = {},
): MakeCase[] {
  return [
    ...types.map(
      (type): MakeCase =>
        (random) => {
          const shape = random.shape({ rank: random.whole(least, 5) });
          const step = make(random, shape);
          return { inputs: [random[type](shape)], step: (x) => step(x!) };
        },
    ),
    (random) => {
      const shape = images(random);
      const step = make(random, shape);
      return { inputs: [random.floats(shape)], step: (x) => step(x!) };
    },
  ];
}

function bounds(random: Random, shape: readonly number[]): [number[], number[]] {
  const begin = shape.map((size) => random.whole(0, size - 1));
  const size = shape.map((length, axis) => random.whole(1, length - begin[axis]!));
  return [begin, size];
}

/** Where along channels, in blocks or not, images are cut. */
const channels: MakeCase = (random) => {
  const first = random.pick([16, 32, 5]);
  const x = random.floats([2, 3, 2, first + 16]);
  return {
    inputs: [x],
    step: (image) => [
      image!.slice([0, 0, 0, 0], [2, 3, 2, first]),
      image!.slice([1, 0, 0, first], [1, 3, 2, 16]),
      image!.slice([0, 1, 0, 0], [2, 2, 2, first + 16]),
    ],
  };
};

const splits: MakeCase[] = [
  ...each((random, shape) => {
    const axis = random.whole(0, shape.length - 1);
    const first = random.whole(0, shape[axis]!);
    return (x) => tf.split(x, [first, shape[axis]! - first], axis);
  }),
  (random) => {
    const sizes = random.pick([
      [16, 32],
      [5, 11],
      [16, 16, 16],
    ]);
    const count = sizes.reduce((sum, size) => sum + size, 0);
    return {
      inputs: [random.floats([2, 2, 3, count])],
      step: (x) => tf.split(x!, sizes, 3),
    };
  },
];

const concat: MakeCase[] = [
  ...types.map(
    (type): MakeCase =>
      (random) => {
        const shape = random.shape({ rank: random.whole(1, 4) });
        const axis = random.whole(0, shape.length - 1);
        const other = shape.map((size, i) => (i === axis ? random.whole(0, 3) : size));
        return {
          inputs: [random[type](shape), random[type](other), random[type](shape)],
          step: (...tensors) => tf.concat(tensors, axis),
        };
      },
  ),
  (random) => {
    const shape = images(random);
    const axis = random.whole(0, 3);
    const other = shape.map((size, i) => (i === axis ? random.pick([1, 16, 32]) : size));
    return {
      inputs: [random.floats(shape), random.floats(other)],
      step: (...tensors) => tf.concat(tensors, axis),
    };
  },
];

const paddings = (random: Random, most: readonly number[]) =>
  most.map((size): [number, number] => [random.whole(0, size), random.whole(0, size)]);

const stridedSlice: MakeCase[] = [
  ...each((random, shape) => {
    const place = (size: number) => random.whole(-size - 1, size + 1);
    const [begin, end] = [shape.map(place), shape.map(place)];
    const strides = shape.map(() => random.pick([2, 3, -1, -2]));
    const [begins, ends] = [random.whole(0, 7), random.whole(0, 7)];
    return (x) => tf.stridedSlice(x, begin, end, strides, begins, ends);
  }),
  // TensorFlow.js reads wrong places where axes are taken out and others are strided.
  ...each((random, shape) => {
    const begin = shape.map((size) => random.whole(0, size - 1));
    const end = shape.map((size, axis) => random.whole(begin[axis]!, size));
    const strides = shape.map(() => 1);
    return (x) => tf.stridedSlice(x, begin, end, strides, 0, 0, 0, 0, 3);
  }),
];

/** Kernels that arrange numbers anew. */
export const arrangingCases: Cases = {
  Concat: concat,
  Diag: types.map((type) => (random) => ({
    inputs: [random[type](random.shape({ rank: random.whole(1, 3), most: 3 }))],
    step: (x) => tf.diag(x!),
  })),
  ExpandDims: each((random, shape) => {
    const axis = random.whole(-shape.length - 1, shape.length);
    return (x) => tf.expandDims(x, axis);
  }),
  Fill: [() => ({ inputs: [], step: () => [tf.fill([2, 3], 4), tf.fill([2], 1, "int32")] })],
  Identity: each(() => (x) => kernel("Identity", { x }).add(1).cast("int32"), { least: 0 }).slice(
    0,
    2,
  ),
  LinSpace: [() => ({ inputs: [], step: () => tf.linspace(-1, 2, 7) })],
  MirrorPad: each((random, shape) => {
    const mode = random.pick(["reflect", "symmetric"] as const);
    const most = shape.map((size) => (mode === "reflect" ? size - 1 : size));
    const ends = paddings(random, most);
    return (x) => tf.mirrorPad(x, ends, mode);
  }),
  Pack: each((random, shape) => {
    const axis = random.whole(0, shape.length);
    return (x) => tf.stack([x, x], axis);
  }),
  PadV2: each((random, shape) => {
    const ends = paddings(
      random,
      shape.map(() => 2),
    );
    const value = random.whole(0, 1);
    return (x) => tf.pad(x, ends, value);
  }),
  Range: [
    () => ({
      inputs: [],
      step: () => [
        tf.range(0, 5),
        tf.range(5, 0, -2, "int32"),
        tf.range(3, 0),
        tf.range(0, 1, 0.1),
        tf.range(0, 0).sum(),
      ],
    }),
  ],
  Reshape: each((_random, shape) => (x) => x.reshape([...shape].reverse()), { least: 0 }),
  Reverse: each((random, shape) => {
    const axes = [...shape.keys()].filter(() => random.whole(0, 1));
    return (x) => tf.reverse(x, axes);
  }),
  Slice: [
    channels,
    ...each((random, shape) => {
      const [begin, size] = bounds(random, shape);
      return (x) => tf.slice(x, begin, size);
    }),
  ],
  SplitV: splits,
  StridedSlice: stridedSlice,
  Tile: each((random, shape) => {
    const reps = shape.map(() => random.whole(1, 3));
    return (x) => tf.tile(x, reps);
  }),
  Transpose: each((random, shape) => {
    const left = [...shape.keys()];
    const perm = shape.map(() => left.splice(random.whole(0, left.length - 1), 1)[0]!);
    return (x) => tf.transpose(x, perm);
  }),
  Unpack: each((random, shape) => {
    const axis = random.whole(-shape.length, shape.length - 1);
    return (x) => tf.unstack(x, axis);
  }),
};
