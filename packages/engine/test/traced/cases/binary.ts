import { tf } from "@rosenblatt/engine";
import type { Random } from "../random.js";
import { type Cases, images, kernel, type MakeCase, stretching } from "./case.js";

interface Options {
  readonly from?: number;
  readonly to?: number;
  /** Types beside real numbers. */
  readonly types?: readonly ("int32" | "bool")[];
  readonly real?: boolean;
}

function binary(
  name: string,
  { from = -2, to = 2, types = ["int32", "bool"], real = true }: Options = {},
): MakeCase[] {
  const on = (make: (random: Random) => [tf.Tensor, tf.Tensor]): MakeCase => {
    return (random) => ({
      inputs: make(random),
      step: (a, b) => kernel(name, { a: a!, b: b! }),
    });
  };
  const pair = (a: tf.Tensor, b: tf.Tensor): [tf.Tensor, tf.Tensor] => [a, b];
  const floats = (random: Random, [a, b]: [number[], number[]]) =>
    pair(random.floats(a, { from, to }), random.floats(b, { from, to }));
  const reals: MakeCase[] = [
    on((random) => floats(random, stretching(random))),
    on((random) => {
      const shape = images(random);
      const other = random.pick([shape, [shape[3]!], [], [1, 1, 1, shape[3]!]]);
      return floats(
        random,
        random.pick([
          [shape, other],
          [other, shape],
        ] as [number[], number[]][]),
      );
    }),
  ];
  const made = {
    int32: on((random) => {
      const [a, b] = stretching(random);
      return pair(random.ints(a), random.ints(b));
    }),
    bool: on((random) => {
      const [a, b] = stretching(random);
      return pair(random.bools(a), random.bools(b));
    }),
  };
  return [...(real ? reals : []), ...types.map((type) => made[type])];
}

const numbers = { types: ["int32"] } as const;
const logic = { types: ["bool"], real: false } as const;

const table: Readonly<Record<string, Options>> = {
  Add: numbers,
  Atan2: numbers,
  BitwiseAnd: { ...numbers, real: false },
  Equal: {},
  FloorDiv: {},
  Greater: {},
  GreaterEqual: {},
  Less: {},
  LessEqual: {},
  LogicalAnd: logic,
  LogicalOr: logic,
  Maximum: {},
  Minimum: {},
  Mod: {},
  Multiply: {},
  NotEqual: {},
  Pow: { from: 0.1 },
  RealDiv: {},
  SquaredDifference: {},
  Sub: numbers,
};

/** Whole numbers that are divided by zero, or leave 32 bits. */
const extreme = (name: string): MakeCase => {
  return () => ({
    inputs: [
      tf.tensor1d([-(2 ** 31), 2 ** 31 - 1, 7, -7, 0, 46341, 3], "int32"),
      tf.tensor1d([-1, 1, 0, 0, 0, 3, -2], "int32"),
    ],
    step: (a, b) => kernel(name, { a: a!, b: b! }),
  });
};

const extremes = ["Add", "Sub", "Multiply", "RealDiv", "FloorDiv", "Mod", "Pow"];

/** Kernels of two inputs, number by number, and those that take any count. */
export const binaryCases: Cases = {
  ...Object.fromEntries(
    Object.entries(table).map(([name, options]) => [
      name,
      [...binary(name, options), ...(extremes.includes(name) ? [extreme(name)] : [])],
    ]),
  ),
  AddN: [
    (random) => {
      const shape = images(random);
      return {
        inputs: [random.floats(shape), random.floats(shape), random.floats(shape)],
        step: (...tensors) => tf.addN(tensors),
      };
    },
    (random) => {
      const shape = random.shape();
      return {
        inputs: [random.ints(shape), random.ints(shape)],
        step: (...tensors) => tf.addN(tensors),
      };
    },
  ],
  EluGrad: [
    (random) => {
      const shape = images(random);
      return {
        inputs: [random.floats(shape), random.floats(shape)],
        step: (dy, y) => kernel("EluGrad", { dy: dy!, y: y! }),
      };
    },
  ],
  Prelu: [
    (random) => {
      const shape = images(random);
      const alpha = random.pick([shape.slice(1), shape.slice(3), [1, 1, shape[3]!], []]);
      return {
        inputs: [random.floats(shape), random.floats(alpha)],
        step: (x, slope) => tf.prelu(x!, slope!),
      };
    },
  ],
  Select: [
    (random) => {
      const [a, b] = stretching(random);
      return {
        inputs: [random.bools(a), random.floats(b), random.floats(a)],
        step: (condition, yes, no) => tf.where(condition!, yes!, no!),
      };
    },
    (random) => {
      const shape = images(random);
      return {
        inputs: [random.floats(shape), random.floats(shape)],
        step: (a, b) => tf.where(a!.greater(b!), a!.mul(2), b!),
      };
    },
    (random) => {
      const shape = random.shape();
      return {
        inputs: [random.bools(shape), random.ints(shape), random.bools(shape)],
        step: (condition, yes, no) => [
          tf.where(condition!, yes!, yes!.neg()),
          tf.where(condition!, no!, condition!),
        ],
      };
    },
  ],
};
