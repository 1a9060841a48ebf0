import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, maxUnpool, ready, tf } from "@rosenblatt/engine";
import { cases } from "./fixtures/unpooling.json";

beforeAll(ready);

const tensor = ({ values, shape }: { values: number[]; shape: number[] }) =>
  tf.tensor(values, shape as [number, number, number, number]) as tf.Tensor4D;

describe.each(["eager", "traced"] as const)("maxUnpool(), %s", (gear) => {
  test.each(cases)("with its gradient is PyTorch's, windows of $size", async (known) => {
    const step = (values: tf.Tensor, images: tf.Tensor, dy: tf.Tensor) => {
      const unpool = (x: tf.Tensor, y: tf.Tensor) =>
        maxUnpool(x as tf.Tensor4D, y as tf.Tensor4D, { size: known.size });
      const [gradient, none] = tf.grads(unpool)([values, images], dy);
      return [unpool(values, images), gradient!, none!];
    };
    const given = [tensor(known.values), tensor(known.images), tensor(known.dy)] as const;
    const made = gear === "eager" ? step(...given) : await jit(step)(...given);
    const [output, gradient, none] = made.map((each) =>
      Array.from(each.dataSync(), (value) => value + 0),
    );
    expect(output).toEqual([...tensor(known.output).dataSync()]);
    known.gradient.values.forEach((value, i) => void expect(gradient![i]).toBeCloseTo(value, 5));
    expect(none!.every((value) => value === 0)).toBe(true);
  });
});

test("maxUnpool() refuses values of another shape", () => {
  expect(() => maxUnpool(tf.zeros([1, 2, 2, 1]), tf.zeros([1, 2, 2, 1]), { size: 2 })).toThrow(
    "windows of 2 × 2 need [1,1,1,1]",
  );
});
