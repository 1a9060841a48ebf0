import { describe, expect, test } from "@jest/globals";
import { tf } from "@rosenblatt/engine";
import { difference, on, type Values } from "./backends";
import { type Case, operations } from "./differentiable";
import { cases } from "./fixtures/gradients.json";

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
