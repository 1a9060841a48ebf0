import { beforeAll, describe, expect, test } from "@jest/globals";
import { ready, tf } from "@rosenblatt/engine";
import { difference, type Values } from "../backends.js";
import gradientsFixture from "../fixtures/gradients.json";
import imagesFixture from "../fixtures/images.json";
import { kernel } from "./cases/case.js";
import { blocks, traced } from "./gears.js";

beforeAll(() => ready());

interface Case {
  readonly operation: string;
  readonly inputs: readonly Values[];
  readonly dy: Values;
  readonly output: Values;
  readonly gradients: readonly Values[];
  readonly stride?: number;
  readonly pad?: number;
  readonly dilation?: number;
  readonly size?: number;
  readonly to?: readonly number[];
  readonly align?: boolean;
}

type Compute = (...inputs: tf.Tensor[]) => tf.Tensor;

const operations: Record<string, (attributes: Case) => Compute> = {
  conv2d:
    ({ stride, pad, dilation }) =>
    (x, filter) =>
      tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride!, pad!, "NHWC", dilation),
  depthwiseConv2d:
    ({ stride, pad, dilation }) =>
    (x, filter) =>
      tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, stride!, pad!, "NHWC", dilation),
  conv2dTranspose:
    ({ stride, output }) =>
    (x, filter) =>
      tf.conv2dTranspose(
        x as tf.Tensor4D,
        filter as tf.Tensor4D,
        output.shape as [number, number, number, number],
        stride!,
        "valid",
      ),
  maxPool:
    ({ size, stride }) =>
    (x) =>
      tf.maxPool(x as tf.Tensor4D, size!, stride!, "valid"),
  avgPool:
    ({ size, stride, pad }) =>
    (x) =>
      tf.avgPool(x as tf.Tensor4D, size!, stride!, pad!),
  batchNorm: () => (x, gamma, beta) => {
    const inputs = { x: x!, gamma: gamma!, beta: beta! };
    const made = kernel("BatchNormTraining", inputs, { epsilon: 0.01 });
    return (made as unknown as tf.Tensor[])[0]!;
  },
  resizeBilinear:
    ({ to, align }) =>
    (x) =>
      tf.image.resizeBilinear(x as tf.Tensor4D, to as [number, number], align, !align),
  lrn: () => (x) => tf.localResponseNormalization(x as tf.Tensor4D, 2, 1.2, 0.7, 0.6),
};

const shared = ["conv2d", "depthwiseConv2d", "maxPool"];
const known = [
  ...gradientsFixture.cases.filter(({ operation }) => shared.includes(operation)),
  ...imagesFixture.cases,
] as unknown as Case[];

describe.each(blocks)("as a graph, as in PyTorch (channels in a block: %s)", (block) => {
  test.each(known.map((one, i) => [`${one.operation} ${i}`, one] as const))(
    "%s",
    async (_, one) => {
      const compute = operations[one.operation]!(one);
      const given = [...one.inputs, one.dy].map(({ values, shape }) =>
        tf.tensor([...values], [...shape]),
      );
      const step = (...tensors: tf.Tensor[]) => {
        const dy = tensors.pop()!;
        return [compute(...tensors), ...tf.grads(compute)(tensors, dy)];
      };
      const { results } = await traced(step, given, { block });
      const wanted = [one.output, ...one.gradients];
      expect(results).toHaveLength(wanted.length);
      results.forEach((tensor, i) => {
        const made = { values: [...tensor.dataSync()], shape: tensor.shape };
        expect(difference(made, wanted[i]!)).toBeLessThan(1e-4);
      });
    },
  );
});
