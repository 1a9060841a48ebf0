import { describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { difference, numbers, on, type Values } from "./backends";

/** The same computation on both backends has to give the same numbers. */
async function expectSame(
  inputs: readonly Values[],
  compute: (...tensors: tf.Tensor[]) => tf.Tensor | tf.Tensor[],
): Promise<void> {
  const expected = await on("cpu", inputs, compute);
  const actual = await on("wasm", inputs, compute);
  expect(actual).toHaveLength(expected.length);
  expected.forEach((values, i) => {
    expect(difference(values, actual[i]!)).toBeLessThan(5e-5);
  });
}

interface Layer {
  n: number;
  height: number;
  width: number;
  from: number;
  to: number;
  size: number;
  stride: number;
  pad: "same" | "valid" | number;
}

/** Layers of many sizes, the same in every run. */
const layers: Layer[] = Array.from({ length: 30 }, (_, i) => {
  const pick = (count: number, salt: number) =>
    Math.floor(((numbers([1], i * 31 + salt).values[0]! + 1) / 2) * count);
  const size = 1 + pick(4, 1);
  return {
    n: 1 + pick(3, 2),
    height: 5 + pick(5, 3),
    width: 5 + pick(5, 4),
    from: 1 + pick(4, 5),
    to: 1 + pick(4, 6),
    size,
    stride: 1 + pick(3, 7),
    pad: (["same", "valid", Math.floor(size / 2)] as const)[i % 3]!,
  };
});
const named = layers.map((layer) => [JSON.stringify(layer), layer] as const);

describe("the wasm backend computes what the plain JavaScript one does", () => {
  test.each(named)("convolution's gradients: %s", async (_, layer) => {
    const { n, height, width, from, to, size, stride, pad } = layer;
    const x = numbers([n, height, width, from], 1);
    const filter = numbers([size, size, from, to], 2);
    await expectSame([x, filter], (...inputs) =>
      tf.grads((x, filter) =>
        weighed(tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride, pad)),
      )(inputs),
    );
  });

  test.each(named)("depthwise convolution's gradients: %s", async (_, layer) => {
    const { n, height, width, from, to, size, stride, pad } = layer;
    const x = numbers([n, height, width, from], 3);
    const filter = numbers([size, size, from, to], 4);
    await expectSame([x, filter], (...inputs) =>
      tf.grads((x, filter) =>
        weighed(tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride, pad)),
      )(inputs),
    );
  });

  test.each(named)("max-pooling's gradient: %s", async (_, layer) => {
    const { n, height, width, from, size, stride, pad } = layer;
    await expectSame([numbers([n, height, width, from], 5)], (input) =>
      tf.grad((x) => weighed(tf.maxPool(x as tf.Tensor4D, size, stride, pad)))(input!),
    );
  });

  test("max-pooling's gradient goes to the first of equal values", async () => {
    const x = { values: [1, 1, 3, 3, 2, 2, 0, 3], shape: [1, 2, 4, 1] };
    const [gradient] = await on("wasm", [x], (input) =>
      tf.grad((x) => tf.maxPool(x as tf.Tensor4D, 2, 2, "valid"))(input!),
    );
    expect(gradient!.values).toEqual([0, 0, 1, 0, 1, 0, 0, 0]);
  });

  test.each([
    [[5, 3], [5, 4], true, false],
    [[3, 5], [4, 5], false, true],
    [[5, 3], [4, 5], true, true],
    [[3, 2, 5, 3], [3, 2, 5, 4], true, false],
    [[1, 5, 3], [4, 2, 5], true, true],
    [[4, 2, 3, 5], [4, 2, 5, 2], false, false],
    [[3, 1, 4, 5], [1, 1, 5, 2], false, false],
  ] as const)("products: %j by %j, transposed %j and %j", async (a, b, left, right) => {
    await expectSame([numbers(a, 6), numbers(b, 7)], (x, y) => tf.matMul(x!, y!, left, right));
    await expectSame([numbers(a, 6), numbers(b, 7)], (x, y) => {
      const options = { transposeA: left, transposeB: right, activation: "relu" } as const;
      return tf.fused.matMul({ a: x!, b: y!, ...options });
    });
  });

  test.each([
    [[10], [3], [4]],
    [
      [4, 5],
      [1, 0],
      [2, 5],
    ],
    [
      [4, 5],
      [0, 2],
      [4, 2],
    ],
    [
      [3, 4, 5],
      [1, 1, 1],
      [2, 2, 3],
    ],
    [
      [3, 4, 5, 2],
      [0, 1, 0, 0],
      [2, 3, 5, 2],
    ],
    [
      [2, 3, 2, 3, 2],
      [1, 0, 1, 0, 0],
      [1, 3, 1, 2, 2],
    ],
    [
      [4, 5],
      [0, 0],
      [0, 5],
    ],
    [
      [4, 5],
      [2, 0],
      [-1, -1],
    ],
  ])("parts of %j from %j of size %j", async (shape, begin, size) => {
    await expectSame([numbers(shape, 8)], (x) => tf.slice(x!, begin, size));
  });

  test("the largest of negative numbers, and its gradients", async () => {
    const dilated = (x: tf.Tensor, filter: tf.Tensor) =>
      tf.dilation2d(x as tf.Tensor4D, filter as tf.Tensor3D, 1, "valid");
    await expectSame([numbers([1, 4, 5, 2], 16), numbers([2, 2, 2], 17)], (x, filter) => {
      const negative = x!.sub(2);
      const { result, indexes } = tf.maxPoolWithArgmax(negative as tf.Tensor4D, 2, 2, "valid");
      return [
        result!,
        indexes!,
        dilated(negative, filter!),
        ...tf.grads(dilated)([negative, filter!]),
      ];
    });
  });

  test("products with the same numbers in another shape", async () => {
    await expectSame([numbers([12], 6), numbers([12], 7)], (x, y) =>
      [1, 3, 12].map((n) => tf.matMul(x!.reshape([12 / n, n]), y!.reshape([n, 12 / n]))),
    );
  });

  test("products of matrices of which each meets each", async () => {
    await expectSame([numbers([2, 1, 3, 5], 6), numbers([1, 3, 5, 4], 7)], (x, y) =>
      tf.matMul(x!, y!),
    );
  });

  test.each([
    [[1000, 8], 0, false],
    [[8, 20, 30, 5], [0, 1, 2], true],
    [[8, 20, 30, 5], [2, 0, 1], false],
    [[8, 20, 30, 5], [1, 2], false],
    [[5000], 0, false],
    [[100, 60], [0, 1], true],
  ])("sums and means of %j along %j", async (shape, axes, keep) => {
    await expectSame([numbers(shape, 15)], (x) => [
      tf.sum(x!, axes, keep).div(tf.util.sizeFromShape(shape)),
      tf.mean(x!, axes, keep),
    ]);
  });

  test("parts of whole numbers and of truth values", async () => {
    await expectSame([numbers([4, 5], 9)], (x) => [
      x!.mul(3).cast("int32").slice([1, 2], [2, 3]),
      x!.greater(0).slice([1, 2], [2, 3]),
    ]);
  });

  test("parts of strings", async () => {
    await ready();
    const words = tf.tensor2d(
      [
        ["a", "b"],
        ["c", "d"],
      ] as never,
      [2, 2],
      "string",
    );
    expect(words.slice([1, 0], [1, 2]).arraySync()).toEqual([["c", "d"]]);
    words.dispose();
  });

  test("sums by segment, leaving out numbers that are none", async () => {
    await expectSame([numbers([6, 2, 3], 10)], (x) =>
      tf.unsortedSegmentSum(x!, tf.tensor1d([0, 2, -1, 2, 7, 0], "int32"), 4),
    );
  });

  test("looking rows up of a table, and its gradient", async () => {
    await expectSame([numbers([5, 3], 11)], (table) =>
      tf.grad((x) =>
        weighed(
          tf.gather(
            x,
            tf.tensor2d(
              [
                [0, 4],
                [4, 1],
              ],
              [2, 2],
              "int32",
            ),
          ),
        ),
      )(table!),
    );
  });

  test.each([
    ["ij,jk->ik", [3, 4], [4, 2]],
    ["ij,ij->", [3, 4], [3, 4]],
    ["ij,kj->ik", [3, 4], [2, 4]],
    ["i,j->ij", [3], [4]],
    ["bij,bjk->bik", [2, 3, 4], [2, 4, 2]],
    ["ij,j->ij", [3, 4], [4]],
    ["abcd,cde->abe", [2, 3, 4, 2], [4, 2, 5]],
    ["btnh,bfnh->bnft", [2, 3, 2, 4], [2, 5, 2, 4]],
    ["bnft,btnh->bfnh", [2, 2, 5, 3], [2, 3, 2, 4]],
    ["ij,ji->", [3, 4], [4, 3]],
  ])("Einstein's summation %s and its gradients", async (equation, a, b) => {
    await expectSame([numbers(a, 12), numbers(b, 13)], (x, y) => [
      tf.einsum(equation, x!, y!),
      ...tf.grads((x, y) => weighed(tf.einsum(equation, x, y)))([x!, y!]),
    ]);
  });

  test("Einstein's summation of one operand and its gradient, also along a lost axis", async () => {
    for (const equation of ["ij->ji", "ij->i", "ij->"]) {
      await expectSame([numbers([3, 4], 14)], (x) => [
        tf.einsum(equation, x!),
        tf.grad((x) => weighed(tf.einsum(equation, x)))(x!),
      ]);
    }
  });
});

/** A sum that gives every element an error of its own. */
function weighed(x: tf.Tensor): tf.Scalar {
  return x.mul(tf.sin(tf.range(1, x.size + 1)).reshape(x.shape)).sum() as tf.Scalar;
}
