import { tf } from "@rosenblatt/engine";
import { type Random, randomNumbers } from "./random.js";

/** Gives one of the tensors that a program has by now. */
type Pick = (like?: tf.Tensor) => tf.Tensor;

/** An operation on tensors that may or may not fit it. */
type Operation = (pick: Pick, random: Random) => tf.TensorContainer;

const flag = (random: Random) => random.pick([true, false]);

/** An axis that mostly exists. */
const axis = (random: Random, { rank }: tf.Tensor) =>
  random.whole(-rank - (flag(random) ? 1 : 0), rank);

/** One that does, where TensorFlow.js does not ask. */
const place = (random: Random, { rank }: tf.Tensor) => random.whole(0, rank - 1);

const axes = (random: Random, x: tf.Tensor) =>
  random.pick([undefined, [], [axis(random, x)], [axis(random, x), axis(random, x)]]);

const amounts = (random: Random, x: tf.Tensor, [low, high]: [number, number]) =>
  Array.from({ length: Math.max(0, x.rank + random.pick([0, 0, 0, 0, 1, -1])) }, () =>
    random.whole(low, high),
  );

type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;
const binary =
  (operation: Binary): Operation =>
  (pick) => {
    const a = pick();
    return operation(a, pick(a));
  };

const unary =
  (operation: (x: tf.Tensor) => tf.Tensor): Operation =>
  (pick) =>
    operation(pick());

type Reduction = (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor;
const reduction =
  (operation: Reduction): Operation =>
  (pick, random) => {
    const x = pick();
    return operation(x, axes(random, x), flag(random));
  };

const places = (x: tf.Tensor) => x.cast("int32");

/** Operations whose results are exact where numbers are small and whole. */
export const exact: Readonly<Record<string, Operation>> = {
  abs: unary(tf.abs),
  add: binary(tf.add),
  all: reduction((x, along, keep) => tf.all(x.cast("bool"), along, keep)),
  any: reduction((x, along, keep) => tf.any(x.cast("bool"), along, keep)),
  argMax: (pick, random) => {
    const x = pick();
    return tf.argMax(x, axis(random, x));
  },
  batchNorm: (pick) => {
    const x = pick();
    const [mean, variance] = [x.mean(), x.square().mean().add(1)];
    return tf.batchNorm(x as tf.Tensor2D, mean as tf.Tensor1D, variance as tf.Tensor1D);
  },
  broadcastTo: (pick, random) => {
    const x = pick();
    return tf.broadcastTo(x, [...random.shape({ rank: random.whole(0, 2) }), ...x.shape]);
  },
  cast: (pick, random) => pick().cast(random.pick(["float32", "int32", "bool"])),
  ceil: unary(tf.ceil),
  clip: unary((x) => tf.clipByValue(x, -1, 1.5)),
  concat: (pick, random) => {
    const x = pick();
    return tf.concat([x, pick(x)], axis(random, x));
  },
  cumprod: (pick, random) => {
    const x = pick().expandDims();
    return tf.cumprod(x.clipByValue(-2, 2), place(random, x), flag(random), flag(random));
  },
  cumsum: (pick, random) => {
    const x = pick().expandDims();
    return tf.cumsum(x, place(random, x), flag(random), flag(random));
  },
  denseBincount: (pick, random) => {
    const x = places(pick()) as tf.Tensor1D;
    return tf.denseBincount(x, tf.tensor1d([]), random.whole(1, 5), flag(random));
  },
  diag: unary((x) => tf.diag(x)),
  einsum: (pick, random) => {
    const [a, b] = [pick(), pick()];
    return tf.einsum(random.pick(["ij,jk->ik", "ij,ij->i", "i,j->ij", "ij,kj->ki"]), a, b);
  },
  equal: binary(tf.equal),
  expandDims: (pick, random) => {
    const x = pick();
    return tf.expandDims(x, axis(random, x));
  },
  floor: unary(tf.floor),
  floorDiv: binary((a, b) => tf.floorDiv(a, b.abs().add(b.onesLike()))),
  gather: (pick, random) => {
    const x = pick();
    return tf.gather(
      x,
      places(pick()).abs() as tf.Tensor1D,
      axis(random, x),
      random.pick([0, 0, 1]),
    );
  },
  gatherND: (pick) => tf.gatherND(pick(), places(pick()).abs()),
  greater: binary(tf.greater),
  leakyRelu: unary((x) => tf.leakyRelu(x, 0.5)),
  lessEqual: binary(tf.lessEqual),
  logicalAnd: binary((a, b) => tf.logicalAnd(a.cast("bool"), b.cast("bool"))),
  logicalNot: unary((x) => tf.logicalNot(x.cast("bool"))),
  matMul: (pick, random) => {
    const a = pick();
    return tf.matMul(a, pick(flag(random) ? a : undefined), flag(random), flag(random));
  },
  max: reduction(tf.max),
  maximum: binary(tf.maximum),
  mean: reduction(tf.mean),
  min: reduction(tf.min),
  mirrorPad: (pick, random) => {
    const x = pick();
    const ends = amounts(random, x, [0, 2]).map((n): [number, number] => [n, random.whole(0, 2)]);
    return tf.mirrorPad(x, ends, random.pick(["reflect", "symmetric"]));
  },
  mod: binary((a, b) => tf.mod(a, b.abs().add(b.onesLike()))),
  mul: binary(tf.mul),
  neg: unary(tf.neg),
  notEqual: binary(tf.notEqual),
  oneHot: (pick, random) => tf.oneHot(places(pick()), random.whole(1, 4)),
  pad: (pick, random) => {
    const x = pick();
    const ends = amounts(random, x, [0, 2]).map((n): [number, number] => [n, random.whole(0, 2)]);
    return tf.pad(x, ends, random.whole(0, 1));
  },
  prelu: binary(tf.prelu),
  prod: reduction((x, along, keep) => tf.prod(x.clipByValue(-2, 2), along, keep)),
  range: (_pick, random) => tf.range(random.whole(-3, 3), random.whole(-3, 3), random.whole(-2, 2)),
  relu: unary(tf.relu),
  relu6: unary(tf.relu6),
  reshape: (pick, random) => {
    const x = pick();
    return x.reshape(random.pick([[-1], [...x.shape].reverse(), [...x.shape, 1], [2, -1], [3]]));
  },
  reverse: (pick, random) => {
    const x = pick();
    return tf.reverse(x, axes(random, x));
  },
  round: unary(tf.round),
  scatterND: (pick, random) => tf.scatterND(places(pick()).abs(), pick(), random.shape()),
  sign: unary(tf.sign),
  slice: (pick, random) => {
    const x = pick();
    return tf.slice(x, amounts(random, x, [0, 1]), amounts(random, x, [-1, 3]));
  },
  split: (pick, random) => {
    const x = pick();
    return tf.split(x, random.pick([1, 2, 3, [1, 2], [0, -1]]), axis(random, x));
  },
  square: unary((x) => tf.square(x.clipByValue(-9, 9))),
  squaredDifference: binary(tf.squaredDifference),
  squeeze: (pick) => tf.squeeze(pick()),
  stack: (pick, random) => {
    const x = pick();
    return tf.stack([x, pick(x)], axis(random, x));
  },
  step: unary((x) => tf.step(x, 0.5)),
  stridedSlice: (pick, random) => {
    const x = pick();
    const bits = () => random.whole(0, 7);
    const [begin, end] = [amounts(random, x, [-3, 3]), amounts(random, x, [-3, 4])];
    const strides = begin.map(() => random.pick([1, 1, 2, -1, -2]));
    return tf.stridedSlice(x, begin, end, strides, bits(), bits());
  },
  sub: binary(tf.sub),
  sum: reduction(tf.sum),
  tensorScatterUpdate: (pick) => {
    // TensorFlow.js writes into the tensor itself.
    const x = pick();
    return tf.tensorScatterUpdate(x.add(x.zerosLike()), places(pick()).abs(), pick(x));
  },
  tile: (pick, random) => {
    const x = pick();
    return tf.tile(x, amounts(random, x, [0, 2]));
  },
  topk: (pick, random) => tf.topk(pick(), random.whole(0, 3)).values,
  transpose: (pick, random) => {
    const x = pick();
    const left = [...x.shape.keys()];
    return tf.transpose(
      x,
      left
        .map(() => left[random.whole(0, left.length - 1)]!)
        .every((at, i, all) => all.indexOf(at) === i)
        ? left.reverse()
        : undefined,
    );
  },
  unsortedSegmentSum: (pick, random) => {
    const x = pick().expandDims(-1);
    const ids = places(x).flatten().slice(0, x.shape[0]!);
    return tf.unsortedSegmentSum(x.toFloat(), ids as tf.Tensor1D, random.whole(1, 4));
  },
  unstack: (pick, random) => {
    const x = pick();
    return tf.unstack(x, axis(random, x));
  },
  where: (pick) => {
    const x = pick();
    return tf.where(pick(x).cast("bool"), x, pick(x));
  },
};

/** Operations that round. */
export const rounding: Readonly<Record<string, Operation>> = {
  atan2: binary(tf.atan2),
  cos: unary(tf.cos),
  div: binary((a, b) => tf.div(a, b.abs().add(b.onesLike()))),
  elu: unary(tf.elu),
  erf: unary(tf.erf),
  exp: unary(tf.exp),
  expm1: unary(tf.expm1),
  log1p: unary((x) => tf.log1p(x.abs())),
  logSoftmax: (pick, random) => {
    const x = pick();
    return tf.logSoftmax(x, axis(random, x));
  },
  pow: binary((a, b) => tf.pow(a.abs().add(a.onesLike()), b.clipByValue(0, 3))),
  rsqrt: unary((x) => tf.rsqrt(x.abs().add(x.onesLike()))),
  selu: unary(tf.selu),
  sigmoid: unary(tf.sigmoid),
  softmax: unary((x) => tf.softmax(x)),
  softplus: unary(tf.softplus),
  sqrt: unary((x) => tf.sqrt(x.abs())),
  tanh: unary(tf.tanh),
};

/** A step of some operations in a row, which does the same on the same shapes. */
export interface Program {
  readonly inputs: readonly tf.Tensor[];
  readonly step: (...inputs: tf.Tensor[]) => tf.Tensor[];
  /** The operations, in the order in which they were begun; after a run. */
  readonly names: readonly string[];
}

/** A program of so many operations, the last of which may round. */
export function program(salt: number, { length }: { length: number }): Program {
  const random = randomNumbers(salt);
  const shape = random.shape({ most: 3 }).map((size) => (random.whole(0, 14) ? size : 0));
  const type = () => random.pick(["floats", "floats", "ints", "bools"] as const);
  const range = { from: -3, to: 3 };
  const some = (of: number[]) => {
    const chosen = type();
    return chosen === "floats"
      ? random.ints(of, range).toFloat().add(0)
      : random[chosen](of, range);
  };
  const inputs = [some(shape), some(shape), some(shape.slice(1)), some(random.shape({ most: 3 }))];
  const begin = random.whole(0, 2 ** 30);
  const names: string[] = [];
  const step = (...given: tf.Tensor[]): tf.Tensor[] => {
    names.length = 0;
    const choices = randomNumbers(begin);
    const pool = [...given];
    for (let i = 0; i < length; i++) {
      const all = i === length - 1 ? { ...exact, ...rounding } : exact;
      const name = choices.pick(Object.keys(all));
      names.push(name);
      const made = [all[name]!(picker(pool, choices), choices)].flat() as tf.Tensor[];
      pool.push(...made.filter(({ size }) => size < 5000));
    }
    return pool.slice(given.length);
  };
  return { inputs, step, names };
}

/** Prefers tensors of the same shape, and those that were made last. */
function picker(pool: readonly tf.Tensor[], random: Random): Pick {
  return (like) => {
    const same = pool.filter(({ shape }) => like && tf.util.arraysEqual(shape, like.shape));
    if (same.length > 0 && random.whole(0, 3)) return random.pick(same);
    return random.whole(0, 1) ? pool.at(-1)! : random.pick(pool);
  };
}
