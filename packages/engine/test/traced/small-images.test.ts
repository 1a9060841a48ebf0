import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { blocks, gradientsOf, type Step, traced } from "./gears.js";

beforeAll(() => ready());

const convolution: Step = (x, filter) =>
  tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, "valid");
const depthwise: Step = (x, filter) =>
  tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, "valid");
const pooling: Step = (x) => tf.maxPool(x as tf.Tensor4D, 5, 1, "valid");

describe.each(blocks)("images without room (channels in a block: %s)", (block) => {
  test.each([
    ["a convolution", convolution, [5, 5, 2, 4]],
    ["a depthwise convolution", depthwise, [5, 5, 2, 1]],
    ["pooling", pooling, undefined],
  ] as const)("refuse %s with larger windows", async (_, step, filter) => {
    const inputs = [tf.ones([2, 3, 3, 2]), ...(filter ? [tf.ones([...filter])] : [])];
    await expect(traced(step, inputs, { block })).rejects.toThrow("smaller than the window");
  });

  test.each([
    ["no pictures", [0, 6, 6, 2], [3, 3, 2, 4]],
    ["no channels", [1, 6, 6, 0], [3, 3, 0, 4]],
    ["no place for the window", [1, 2, 2, 2], [3, 3, 2, 4]],
  ] as const)("of %s have gradients of zeros", async (_, images, filter) => {
    const inputs = [tf.ones([...images]), tf.ones([...filter])];
    const { results } = await traced(gradientsOf(convolution), inputs, { block });
    expect(results.map(({ shape }) => shape)).toEqual([images, filter]);
    for (const gradient of results) expect(gradient.dataSync().every((x) => x === 0)).toBe(true);
  });
});
