import { describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";

type Dtype = "float32" | "int32" | "bool";

const dtypes: Dtype[] = ["float32", "int32", "bool"];

const numbers: Record<Dtype, number[]> = {
  float32: [0.5, -1, 2, 3.25, -0.75, 0, 1.5],
  int32: [1, 2, -3, 0, 4, 500, 2],
  bool: [0, 1, 1, 0, 1, 0, 0],
};

function tensor(dtype: Dtype, shape: number[], salt = 0): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  const values = Array.from({ length: size }, (_, i) => numbers[dtype][(i * 3 + salt) % 7]!);
  return tf.tensor(values, shape, dtype);
}

type Compute = (dtype: Dtype, shape: number[]) => tf.Tensor | tf.Tensor[];

const elementwise =
  "abs acos acosh asin asinh atan atanh ceil cos cosh elu erf exp expm1 floor isFinite isInf isNaN " +
  "leakyRelu log log1p logSigmoid logSoftmax neg onesLike reciprocal relu relu6 round rsqrt selu " +
  "sigmoid sign sin sinh softmax softplus sqrt square step tan tanh zerosLike";

const pairwise =
  "add atan2 div divNoNan equal greater greaterEqual less lessEqual maximum minimum mod mul " +
  "notEqual pow prelu squaredDifference sub";

const reductions = "all any logSumExp max mean min prod sum";

type Named = Record<string, (...args: unknown[]) => tf.Tensor>;

const operations = tf as unknown as Named;

const computations: Record<string, Compute> = {
  ...named(elementwise, (operation) => (dtype, shape) => operation(tensor(dtype, shape))),
  ...named(
    pairwise,
    (operation) => (dtype, shape) =>
      dtypes.map((other) => operation(tensor(dtype, shape), tensor(other, shape.slice(1), 2))),
  ),
  ...named(
    reductions,
    (operation) => (dtype, shape) => [0, 1].map((axis) => operation(tensor(dtype, shape), axis)),
  ),
  cast: (dtype, shape) => dtypes.map((to) => tensor(dtype, shape).cast(to)),
  clipByValue: (dtype, shape) => tf.clipByValue(tensor(dtype, shape), -1, 2),
  concat: (dtype, shape) => tf.concat([tensor(dtype, shape), tensor(dtype, shape, 1)], 1),
  cumsum: (dtype, shape) => tf.cumsum(tensor(dtype, shape), 1),
  gather: (dtype) => tf.gather(tensor(dtype, [4, 3]), tf.tensor1d([0, 3, 1], "int32")),
  matMul: (dtype) => dtypes.map((to) => tf.matMul(tensor(dtype, [2, 3]), tensor(to, [3, 2], 1))),
  maxPool: (dtype) => tf.maxPool(tensor(dtype, [1, 4, 4, 2]) as tf.Tensor4D, 2, 2, "valid"),
  pad: (dtype, shape) =>
    tf.pad(
      tensor(dtype, shape),
      [
        [1, 0],
        [0, 2],
      ],
      1,
    ),
  reverse: (dtype, shape) => tf.reverse(tensor(dtype, shape), 1),
  stridedSlice: (dtype) => tf.stridedSlice(tensor(dtype, [4, 3]), [3, 0], [0, 3], [-1, 2]),
  tile: (dtype, shape) => tf.tile(tensor(dtype, shape), [2, 2]),
  topk: (dtype) => Object.values(tf.topk(tensor(dtype, [2, 6]), 3)) as tf.Tensor[],
  transpose: (dtype, shape) => tf.transpose(tensor(dtype, shape)),
  where: (dtype, shape) =>
    dtypes.map((other) =>
      tf.where(tensor("bool", shape), tensor(dtype, shape), tensor(other, shape)),
    ),
};

function named(names: string, compute: (operation: Named[string]) => Compute) {
  return Object.fromEntries(names.split(" ").map((name) => [name, compute(operations[name]!)]));
}

/** What an operation gives: kinds, shapes and values of its results; some refuse some kinds. */
async function outcome(backend: "cpu" | "wasm", compute: () => tf.Tensor | tf.Tensor[]) {
  await ready();
  await tf.setBackend(backend);
  try {
    return tf.tidy(() =>
      [compute()].flat().map((tensor) => ({
        dtype: tensor.dtype,
        shape: tensor.shape,
        values: [...tensor.dataSync()],
      })),
    );
  } catch {
    return "refused";
  } finally {
    await tf.setBackend("wasm");
  }
}

const cases = Object.keys(computations).flatMap((name) =>
  dtypes.flatMap((dtype) =>
    [
      [2, 3],
      [0, 3],
    ].map((shape) => [name, dtype, shape] as const),
  ),
);

describe("the wasm backend computes what the plain one does", () => {
  test.each(cases)("%s of %s %j", async (name, dtype, shape) => {
    const compute = () => computations[name]!(dtype, [...shape]);
    const expected = await outcome("cpu", compute);
    const close = (value: number) => (Number.isFinite(value) ? expect.closeTo(value, 3) : value);
    expect(await outcome("wasm", compute)).toEqual(
      expected === "refused"
        ? expected
        : expected.map(({ values, ...kind }) => ({ ...kind, values: values.map(close) })),
    );
  });

  test.each(["maximum", "minimum", "relu6", "clipByValue"] as const)(
    "%s keeps NaN",
    async (name) => {
      await ready();
      const limits = name === "clipByValue" ? [-1, 1] : [0];
      const kept = tf.tidy(() => operations[name]!(tf.tensor1d([Number.NaN, 0.5]), ...limits));
      expect(kept.dataSync()[0]).toBeNaN();
      kept.dispose();
    },
  );

  test("a number that is not zero is true", async () => {
    await ready();
    expect([...tf.tensor1d([0, 0.5, 256, -1]).cast("bool").dataSync()]).toEqual([0, 1, 1, 1]);
  });
});
