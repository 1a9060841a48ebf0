import { expect, test } from "@jest/globals";
import { registerTensorMemory } from "../src/tensor-memory";
import { tf } from "../src/tf";

interface Library {
  memory(): { tensors: number; bytes: number };
  follow(listener: object): void;
}

test("a kernel is told of each tensor that is made and that goes, with its bytes", () => {
  let library: Library | undefined;
  const host = {
    addTensorLibrary: (added: Library) => {
      library = added;
    },
  };
  Object.assign(globalThis, { [Symbol.for("rosenblatt.kernel")]: host });
  registerTensorMemory();
  const live = new Map<number, number>();
  const before = library!.memory();
  library!.follow({
    made: ({ id }: tf.Tensor, bytes: number) => live.set(id, bytes),
    gone: ({ id }: tf.Tensor) => live.delete(id),
  });
  const kept = tf.ones([10, 10]);
  tf.tidy(() => void kept.square().sum());
  const variable = tf.variable(kept);
  variable.assign(tf.tidy(() => kept.mul(2)));
  const { tensors, bytes } = library!.memory();
  expect(live.size).toBe(tensors - before.tensors);
  expect([...live.values()].reduce((sum, one) => sum + one, 0)).toBe(bytes - before.bytes);
  kept.dispose();
  kept.dispose();
  variable.dispose();
  expect(library!.memory().tensors - before.tensors).toBe(live.size);
});
