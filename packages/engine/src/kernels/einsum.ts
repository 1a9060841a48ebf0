import { tf } from "../tf.js";
import { einsumPair, isProduct } from "./einsum-pair.js";
import { wasmKernel } from "./kernel.js";

/**
 * Einstein's summation: of two operands as a product of matrices where it is one, else by the plan
 * that TensorFlow.js makes for its other backends.
 */
export const einsum = wasmKernel<Record<string, tf.Tensor>, { equation: string }>(
  tf.Einsum,
  ({ inputs, attributes: { equation } }) => {
    const tensors = Object.values(inputs);
    const { decodeEinsumEquation, checkEinsumDimSizes, getEinsumComputePath } = tf.backend_util;
    const { allDims, summedDims, idDims } = decodeEinsumEquation(equation, tensors.length);
    checkEinsumDimSizes(allDims.length, idDims, tensors);
    const pair = asPair(equation, tensors);
    if (pair && isProduct(pair)) return einsumPair(pair);
    const { path, steps } = getEinsumComputePath(summedDims, idDims);
    let axes = allDims.length;
    let result: tf.Tensor | undefined;
    steps.forEach((operands, step) => {
      for (const operand of operands) {
        const factor = aligned(tensors[operand]!, { axes, dims: idDims[operand]! });
        result = result ? result.mul(factor) : factor;
      }
      if (step === steps.length - 1) return;
      if (path[step]! >= 0) result = result!.sum(path[step]! - (allDims.length - axes));
      axes--;
    });
    // An operand that comes out as it went in still has to be a tensor of its own.
    return tensors.includes(result!) ? result!.clone() : result!;
  },
);

function asPair(equation: string, tensors: tf.Tensor[]) {
  const [operands = "", result = ""] = equation.replace(/\s/g, "").split("->");
  const [a, b] = operands.split(",");
  if (tensors.length !== 2) return undefined;
  return { tensors: tensors as [tf.Tensor, tf.Tensor], names: [a!, b!] as const, result };
}

/** An operand with its axes in the equation's order, and one of size 1 for each that it lacks. */
function aligned(x: tf.Tensor, { axes, dims }: { axes: number; dims: number[] }): tf.Tensor {
  const { permutationIndices, expandDims } = tf.backend_util.getEinsumPermutation(axes, dims);
  const ordered = tf.backend_util.isIdentityPermutation(permutationIndices)
    ? x
    : x.transpose(permutationIndices);
  const shape = [...ordered.shape];
  for (const axis of expandDims) shape.splice(axis, 0, 1);
  return ordered.reshape(shape);
}
