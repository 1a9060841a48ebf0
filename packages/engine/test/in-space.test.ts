import { describe, expect, test } from "@jest/globals";
import { tf } from "@rosenblatt/engine";
import { difference, numbers, on } from "./backends";

type Triple = [number, number, number];

interface Window {
  x: [number, number, number, number, number];
  size: Triple;
  stride: Triple;
  pad: "same" | "valid";
  to: number;
}

/** Windows in space of many sizes, no less than their images, the same in every run. */
const windows: Window[] = Array.from({ length: 40 }, (_, i) => {
  const draws = numbers([20], i + 1).values.map((value) => (value + 1) / 2);
  const pick = (least: number, most: number) =>
    least + Math.floor(draws.shift()! * (most - least + 1));
  const size: Triple = [pick(1, 3), pick(1, 3), pick(1, 3)];
  return {
    x: [pick(1, 2), size[0] + pick(0, 3), size[1] + pick(0, 3), size[2] + pick(0, 3), pick(1, 3)],
    size,
    stride: [pick(1, 3), pick(1, 3), pick(1, 3)],
    pad: i % 2 === 0 ? "same" : "valid",
    to: pick(1, 3),
  };
});

type Operation = (window: Window) => (x: tf.Tensor, filter: tf.Tensor) => tf.Tensor;

const operations: Record<string, Operation> = {
  convolution:
    ({ stride, pad }) =>
    (x, filter) =>
      tf.conv3d(x as tf.Tensor5D, filter as tf.Tensor5D, stride, pad),
  "max-pooling":
    ({ size, stride, pad }) =>
    (x) =>
      tf.maxPool3d(x as tf.Tensor5D, size, stride, pad),
  "mean pooling":
    ({ size, stride, pad }) =>
    (x) =>
      tf.avgPool3d(x as tf.Tensor5D, size, stride, pad),
};

describe.each(Object.keys(operations))("%s in space on wasm is as on the plain backend", (name) => {
  test.each(windows.map((window) => [JSON.stringify(window), window] as const))(
    "with %s, and so are its gradients",
    async (_, window) => {
      const compute = operations[name]!(window);
      const { x, size, to } = window;
      const inputs = [numbers(x, 1), numbers([...size, x[4], to], 2)];
      const outcome = (backend: "cpu" | "wasm") =>
        on(backend, inputs, (images, filter) => {
          if (name !== "convolution") {
            const pool = (x: tf.Tensor) => compute(x, filter!);
            return [pool(images!), tf.grad(pool)(images!)];
          }
          return [compute(images!, filter!), ...tf.grads(compute)([images!, filter!])];
        });
      const expected = await outcome("cpu");
      const actual = await outcome("wasm");
      expected.forEach((values, i) => {
        expect(difference(values, actual[i]!)).toBeLessThan(1e-4);
      });
    },
  );
});
