import { describe, expect, test } from "@jest/globals";
import { tf } from "@rosenblatt/engine";
import { difference, on, type Values } from "./backends";
import { cases } from "./fixtures/gradients.json";

type Case = (typeof cases)[number];
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
  maxPool:
    ({ size, stride }) =>
    (x) =>
      tf.maxPool(x as tf.Tensor4D, size!, stride!, "valid"),
  matMul:
    ({ left, right }) =>
    (a, b) =>
      tf.matMul(a!, b!, left, right),
  einsum:
    ({ equation }) =>
    (...inputs) =>
      tf.einsum(equation!, ...inputs),
  segmentSum:
    ({ rows, count }) =>
    (x) =>
      tf.unsortedSegmentSum(x!, tf.tensor1d(rows!, "int32"), count!),
  gather:
    ({ rows }) =>
    (x) =>
      tf.gather(x!, tf.tensor1d(rows!, "int32")),
};

describe.each(["cpu", "wasm"] as const)("on %s, as in PyTorch", (backend) => {
  test.each(cases.map((known) => [title(known), known] as const))("%s", async (_, known) => {
    const compute = operations[known.operation]!(known);
    const inputs: Values[] = [...known.inputs, known.dy];
    const [output, ...gradients] = await on(backend, inputs, (...tensors) => {
      const dy = tensors.pop()!;
      return [compute(...tensors), ...tf.grads(compute)(tensors, dy)];
    });
    expect(difference(output!, known.output)).toBeLessThan(1e-4);
    expect(gradients).toHaveLength(known.gradients.length);
    known.gradients.forEach((gradient, i) => {
      expect(difference(gradients[i]!, gradient)).toBeLessThan(1e-4);
    });
  });
});

function title({ operation, inputs, dy: _, output: __, gradients: ___, ...attributes }: Case) {
  const shapes = inputs.map(({ shape }) => shape.join("×")).join(" and ");
  return `${operation} of ${shapes} ${JSON.stringify(attributes)}`;
}
