import { describe, expect, test } from "@jest/globals";
import { tf } from "@rosenblatt/engine";
import { difference, numbers, on } from "./backends";

type Pair = [number, number];
type Padding = "same" | "valid" | number | [Pair, Pair, Pair, Pair];

interface Window {
  x: [number, number, number, number];
  size: Pair;
  stride: Pair;
  dilation: Pair;
  pad: Padding;
  round: "floor" | "round" | "ceil" | undefined;
  to: number;
}

/** Windows of every kind, also those that leave pixels out or see nothing, in every run the same. */
const windows: Window[] = Array.from({ length: 150 }, (_, i) => {
  const draws = numbers([20], i + 1).values.map((value) => (value + 1) / 2);
  const pick = (least: number, most: number) =>
    least + Math.floor(draws.shift()! * (most - least + 1));
  const apart = pick(0, 3) === 0;
  const kind = pick(0, 4);
  const sides = (): Pair => [pick(0, 2), pick(0, 2)];
  return {
    x: [pick(1, 2), pick(1, 6), pick(1, 6), pick(1, 5)],
    size: [pick(1, 3), pick(1, 3)],
    stride: apart ? [1, 1] : [pick(1, 4), pick(1, 4)],
    dilation: apart ? [pick(1, 2), pick(1, 2)] : [1, 1],
    pad: kind < 2 ? "same" : kind === 2 ? "valid" : kind === 3 ? pick(0, 2) : explicit(sides),
    round: kind === 3 ? (["floor", "round", "ceil"] as const)[pick(0, 2)] : undefined,
    to: pick(1, 5),
  };
});

function explicit(sides: () => Pair): Padding {
  return [[0, 0], sides(), sides(), [0, 0]];
}

type Operation = (window: Window, x: tf.Tensor4D, filter: tf.Tensor4D) => tf.Tensor;

const operations: Record<string, Operation> = {
  convolution: ({ stride, pad, dilation, round }, x, filter) =>
    tf.conv2d(x, filter, stride, pad, "NHWC", dilation, round),
  "depthwise convolution": ({ stride, pad, dilation, round }, x, filter) =>
    tf.depthwiseConv2d(x, filter, stride, pad, "NHWC", dilation, round),
  "max-pooling": ({ size, stride, pad, round }, x) => tf.maxPool(x, size, stride, pad, round),
  "mean pooling": ({ size, stride, pad, round }, x) => tf.avgPool(x, size, stride, pad, round),
  "dilated pooling": ({ size, stride, pad, dilation, round }, x) =>
    tf.pool(x, size, "avg", Array.isArray(pad) ? "same" : pad, dilation, stride, round),
};

/** A negative number of windows is an error on both backends. */
async function outcome(backend: "cpu" | "wasm", name: string, window: Window) {
  const { x, size, to } = window;
  const inputs = [numbers(x, 1), numbers([...size, x[3], to], 2)];
  try {
    const [values] = await on(backend, inputs, (images, filter) =>
      operations[name]!(window, images as tf.Tensor4D, filter as tf.Tensor4D),
    );
    return values!;
  } catch {
    return "refused";
  }
}

describe.each(Object.keys(operations))("%s on wasm is as on the plain backend", (name) => {
  test.each(windows.map((window) => [JSON.stringify(window), window] as const))(
    "with %s",
    async (_, window) => {
      const expected = await outcome("cpu", name, window);
      const actual = await outcome("wasm", name, window);
      if (expected === "refused" || actual === "refused") expect(actual).toBe(expected);
      else expect(difference(expected, actual)).toBeLessThan(1e-4);
    },
  );
});
