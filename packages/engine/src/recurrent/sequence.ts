import { tf } from "../tf.js";

/** A recurrent layer over a whole sequence, as one kernel of the traced gear. */
export const sequenceKernel = "RecurrentSequence";

/** Its gradient. */
export const sequenceGradientKernel = "RecurrentSequenceGradient";

/** Layers that the kernel knows. */
export type CellName = "lstm" | "gru" | "simpleRnn";

/**
 * What the kernel does. Its inputs are, in order: the sequence `[batch, steps, features]`, the
 * kernel `[features, gates · units]`, the recurrent kernel `[units, gates · units]`, the bias
 * `[gates · units]` if there is one, and the initial states `[batch, units]`, all or none; without
 * them they are zero. It gives all outputs `[batch, steps, units]` in the order in which they are
 * made, and the last states.
 */
export interface SequenceAttributes {
  readonly cell: CellName;
  readonly recurrentActivation: "sigmoid" | "hardSigmoid";
  /** Whether the last time step comes first. */
  readonly backwards: boolean;
  readonly biased: boolean;
}

/** How many states a cell has. */
export const stateCounts: Readonly<Record<CellName, number>> = { lstm: 2, gru: 1, simpleRnn: 1 };

/** The gradient of the whole sequence; its kernel takes the inputs and the outputs' errors. */
export const sequenceGradient: tf.GradConfig = {
  kernelName: sequenceKernel,
  saveAllInputs: true,
  gradFunc: (errors, inputs, attrs) => {
    // All at once: what a closure makes besides its own gradient is disposed at its end.
    const gradients = run(sequenceGradientKernel, [...inputs, ...[errors].flat()], attrs);
    return Object.fromEntries(gradients.map((gradient, i) => [`${i}`, () => gradient]));
  },
};

/** Runs the kernel: all outputs, and the last states. */
export function sequence(inputs: readonly tf.Tensor[], attributes: SequenceAttributes) {
  return run(sequenceKernel, inputs, { ...attributes });
}

function run(name: string, inputs: readonly tf.Tensor[], attrs: tf.NamedAttrMap): tf.Tensor[] {
  return tf.engine().runKernel(name, inputs as unknown as tf.NamedTensorMap, attrs);
}
