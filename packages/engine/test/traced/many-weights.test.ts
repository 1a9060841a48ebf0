import { beforeAll, describe, expect, test } from "@jest/globals";
import { jit, ready, tf } from "../../src/index.js";

beforeAll(() => ready());

interface Case {
  readonly x: [number, number, number, number];
  readonly filter: [number, number, number, number];
  readonly strides?: number;
  readonly pad?: "same" | "valid" | tf.backend_util.ExplicitPadding;
  readonly dilations?: number;
}

/** Convolutions of many weights on small pictures, which are done as products of matrices. */
const cases: Case[] = [
  { x: [3, 4, 4, 128], filter: [3, 3, 128, 256], pad: "same" },
  { x: [5, 5, 4, 160], filter: [3, 3, 160, 192], strides: 2, pad: "same" },
  { x: [2, 6, 6, 200], filter: [3, 3, 200, 150] },
  { x: [2, 6, 6, 256], filter: [1, 1, 256, 1030] },
  { x: [3, 5, 5, 128], filter: [3, 3, 128, 256], pad: "same", dilations: 2 },
  {
    x: [17, 4, 4, 96],
    filter: [3, 3, 96, 320],
    strides: 2,
    pad: [
      [0, 0],
      [1, 1],
      [1, 1],
      [0, 0],
    ],
  },
];

describe("a traced convolution of many weights on small pictures", () => {
  test.each(cases)("gives what the eager one does, gradients too: %j", async (given) => {
    const { x: shape, filter, strides = 1, pad = "valid", dilations = 1 } = given;
    const x = tf.randomNormal<tf.Rank.R4>(shape, 0, 0.5, "float32", 1);
    const w = tf.randomNormal<tf.Rank.R4>(filter, 0, 0.5, "float32", 2);
    const bias = tf.randomNormal([filter[3]], 0, 1, "float32", 3);
    const convolve = (images: tf.Tensor, weights: tf.Tensor) =>
      tf
        .conv2d(images as tf.Tensor4D, weights as tf.Tensor4D, strides, pad, "NHWC", dilations)
        .add(bias)
        .relu();
    const step = (images: tf.Tensor, weights: tf.Tensor) => {
      const gradients = tf.grads((a, b) => convolve(a!, b!).square().mean());
      return [convolve(images, weights), ...gradients([images, weights])];
    };
    const traced = await jit(step)(x, w);
    step(x, w).forEach((eager, i) => {
      const scale = eager.abs().max();
      const error = traced[i]!.sub(eager).abs().max().div(scale).dataSync()[0]!;
      expect(error).toBeLessThan(1e-5);
    });
  });
});
