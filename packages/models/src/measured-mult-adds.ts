import { tf } from "@rosenblatt/engine";

/** A kernel as the profile of TensorFlow.js records it. */
interface Kernel {
  readonly name: string;
  readonly inputShapes: readonly (readonly number[])[];
  readonly outputShapes: readonly (readonly number[])[];
}

const product = (sizes: readonly number[]) => sizes.reduce((total, size) => total * size, 1);

const convolution = ({ inputShapes, outputShapes }: Kernel) =>
  product(outputShapes[0]!) * product(inputShapes[1]!.slice(0, -1));

const counts: Readonly<Record<string, (kernel: Kernel) => number>> = {
  Conv2D: convolution,
  FusedConv2D: convolution,
  Conv3D: convolution,
  DepthwiseConv2dNative: ({ inputShapes, outputShapes }) =>
    product(outputShapes[0]!) * product(inputShapes[1]!.slice(0, 2)),
  Conv2DBackpropInput: ({ inputShapes }) =>
    product(inputShapes[0]!) * product(inputShapes[1]!.slice(0, -1)),
  BatchMatMul: matrixProduct,
  _FusedMatMul: matrixProduct,
};

/**
 * The multiplications of the products and convolutions that a layer runs on one example of zeros:
 * for layers that nobody has told us about.
 */
export function measuredMultAdds(layer: tf.layers.Layer, inputs: readonly tf.Shape[]): number {
  const kernels = record(() => {
    const zeros = inputs.map((shape) => tf.zeros(shape.map((size) => size ?? 1)));
    layer.apply(zeros.length === 1 ? zeros[0]! : zeros);
  });
  return kernels.reduce((sum, kernel) => sum + (counts[kernel.name]?.(kernel) ?? 0), 0);
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

/** Rows times columns times what they share: the square root of all three sides, twice each. */
function matrixProduct({ inputShapes: [a, b], outputShapes: [out] }: Kernel): number {
  const [rows, columns] = out!.slice(-2) as [number, number];
  const shared = Math.sqrt((product(a!.slice(-2)) * product(b!.slice(-2))) / (rows * columns));
  return product(out!) * shared;
}
