import type { tf } from "@rosenblatt/engine";

/**
 * The class that is asked about; where an answer is largest when none is named.
 * @throws RangeError when the model has no such class.
 */
export function targetOf(
  outputs: tf.Tensor,
  { target, to }: { target: number | undefined; to: string },
): number {
  const count = outputs.shape.at(-1)!;
  if (outputs.rank !== 2) {
    throw new RangeError(
      `Cannot ${to}: it needs a model that gives one number for each class, got outputs of ` +
        `[${outputs.shape.join(", ")}]`,
    );
  }
  if (target === undefined) return outputs.argMax(-1).dataSync()[0]!;
  if (Number.isInteger(target) && target >= 0 && target < count) return target;
  throw new RangeError(`Cannot ${to} for class ${target}: the model has classes 0 to ${count - 1}`);
}
