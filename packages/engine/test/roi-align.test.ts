import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, roiAlign, tf } from "@rosenblatt/engine";
import * as known from "./fixtures/roi-align.json";

beforeAll(async () => {
  await ready();
});

function furthest(got: ArrayLike<number>, wanted: readonly number[]): number {
  expect(got.length).toBe(wanted.length);
  return Math.max(...wanted.map((value, i) => Math.abs(got[i]! - value)));
}

describe.each(["eager", "traced"] as const)("roiAlign(), %s", (gear) => {
  test.each(known.cases)(
    "reads as torchvision, $samples places a cell",
    async ({ samples, made, gradient }) => {
      const align = (features: tf.Tensor, boxes: tf.Tensor, owners: tf.Tensor) =>
        roiAlign(
          {
            features: features as tf.Tensor4D,
            boxes: boxes as tf.Tensor2D,
            owners: owners as tf.Tensor1D,
          },
          { size: 3, stride: 8, samples },
        );
      const weights = tf.tensor(known.weights, [5, 3, 3, 3]);
      const both = (features: tf.Tensor, boxes: tf.Tensor, owners: tf.Tensor) => {
        const loss = (x: tf.Tensor) => tf.sum(tf.mul(align(x, boxes, owners), weights));
        return [align(features, boxes, owners), tf.grad(loss)(features)];
      };
      const run = gear === "traced" ? jit(both) : both;
      const inputs = [
        tf.tensor(known.features, [2, 6, 8, 3]),
        tf.tensor(known.boxes, [5, 4], "float32"),
        tf.tensor(known.owners, [5], "int32"),
      ] as const;
      const [values, slope] = await run(...inputs);
      expect(furthest(await values!.data(), made)).toBeLessThan(1e-5);
      expect(furthest(await slope!.data(), gradient)).toBeLessThan(1e-5);
    },
  );
});

test("roiAlign() refuses boxes without owners", () => {
  const features = tf.zeros([1, 2, 2, 1]) as tf.Tensor4D;
  const regions = {
    features,
    boxes: tf.zeros([2, 4]) as tf.Tensor2D,
    owners: tf.tensor1d([0], "int32"),
  };
  expect(() => roiAlign(regions, { size: 2, stride: 1 })).toThrow("got [2,4] and [1]");
  const owners = tf.tensor1d([0, 0], "int32");
  expect(() => roiAlign({ ...regions, owners }, { size: 0, stride: 1 })).toThrow("size = 0");
});
