import { tf } from "@rosenblatt/engine";
import { kernelMultAdds } from "./kernel-mult-adds.js";

/** A kernel as the profile of TensorFlow.js records it. */
interface Kernel {
  readonly name: string;
  readonly inputShapes: readonly (readonly number[])[];
  readonly outputShapes: readonly (readonly number[])[];
}

/**
 * The multiplications of the products and convolutions that a layer runs on one example of zeros:
 * for layers that nobody has told us about.
 */
export function measuredMultAdds(layer: tf.layers.Layer, inputs: readonly tf.Shape[]): number {
  const kernels = record(() => {
    const zeros = inputs.map((shape) => tf.zeros(shape.map((size) => size ?? 1)));
    layer.apply(zeros.length === 1 ? zeros[0]! : zeros);
  });
  return kernels.reduce(
    (sum, { name, inputShapes, outputShapes }) =>
      sum + kernelMultAdds({ kernel: name, inputs: inputShapes, outputs: outputShapes }),
    0,
  );
}

/** The kernels that run in `work`; `tf.profile` gives them too, but only later. */
function record(work: () => void): readonly Kernel[] {
  const { state } = tf.engine();
  const [profiling, kernels] = [state.profiling, state.activeProfile.kernels];
  state.profiling = true;
  state.activeProfile.kernels = [];
  try {
    tf.tidy(work);
    return state.activeProfile.kernels as Kernel[];
  } finally {
    state.profiling = profiling;
    state.activeProfile.kernels = kernels;
  }
}
