import { tf } from "@rosenblatt/engine";

/**
 * One sequence as a batch for a model of sequences, `[1, steps, …]`, of as many steps as there are
 * numbers for.
 *
 * @throws RangeError when the numbers make no whole number of steps, or none.
 */
export function sequenceTensor(
  model: tf.LayersModel,
  input: ArrayLike<number>,
  to: string,
): tf.Tensor {
  const features = model.inputs[0]!.shape.slice(2) as number[];
  const size = features.reduce((product, one) => product * one, 1);
  const steps = input.length / size;
  if (!Number.isInteger(steps) || steps === 0 || features.length > 1) {
    throw new RangeError(
      `Cannot ${to} for ${input.length} numbers: a step of this model has ` +
        `[${features.length === 0 ? 1 : features}]; give the input of one example`,
    );
  }
  return tf.tensor(Float32Array.from(input), [1, steps, ...features]);
}
