import { tf } from "../tf.js";
import { computePlainly } from "./plain.js";

/**
 * The kernels of the WebAssembly backend that are right for whole numbers and truth values, too.
 * Many others read and write these as if they were four bytes of a real number each, beyond the
 * end of the tensor.
 */
const versatile = new Set([
  tf.ArgMax,
  tf.ArgMin,
  tf.BatchToSpaceND,
  tf.Cast,
  tf.Concat,
  tf.CropAndResize,
  tf.Einsum,
  tf.Equal,
  tf.ExpandDims,
  tf.FlipLeftRight,
  tf.GatherNd,
  tf.GatherV2,
  tf.Greater,
  tf.GreaterEqual,
  tf.Less,
  tf.LessEqual,
  tf.LogicalAnd,
  tf.LogicalNot,
  tf.LogicalOr,
  tf.MirrorPad,
  tf.NonMaxSuppressionV3,
  tf.NonMaxSuppressionV4,
  tf.NonMaxSuppressionV5,
  tf.NotEqual,
  tf.OneHot,
  tf.OnesLike,
  tf.Pack,
  tf.PadV2,
  tf.ScatterNd,
  tf.Slice,
  tf.SpaceToBatchND,
  tf.SparseFillEmptyRows,
  tf.SparseReshape,
  tf.SparseSegmentMean,
  tf.SparseSegmentSum,
  tf.SplitV,
  tf.TensorScatterUpdate,
  tf.Tile,
  tf.Transpose,
  tf.Unique,
  tf.Unpack,
  tf.UnsortedSegmentSum,
  tf.ZerosLike,
]);

/**
 * Leaves to the plain JavaScript backend what a kernel of the WebAssembly backend gets wrong or
 * does not know: tensors without elements, complex numbers, strings and, but for the versatile
 * ones, whole numbers and truth values.
 */
export function careful(kernel: tf.KernelConfig): tf.KernelConfig {
  const { kernelName } = kernel;
  if (!tf.getKernel(kernelName, "cpu")) return kernel;
  const suits = versatile.has(kernelName) ? isReal : isFloat;
  return {
    ...kernel,
    kernelFunc: (call) =>
      suitsAll(call, suits) ? kernel.kernelFunc(call) : computePlainly(kernelName, call),
  };
}

function suitsAll(
  { inputs, attrs }: Parameters<tf.KernelFunc>[0],
  suits: (dtype: tf.DataType) => boolean,
): boolean {
  for (const name in inputs) {
    const input = inputs[name];
    if (input && (!suits(input.dtype) || input.shape.includes(0))) return false;
  }
  const dtype = (attrs as { dtype?: tf.DataType } | undefined)?.dtype;
  return dtype === undefined || isReal(dtype);
}

function isReal(dtype: tf.DataType): boolean {
  return dtype !== "complex64" && dtype !== "string";
}

function isFloat(dtype: tf.DataType): boolean {
  return dtype === "float32";
}
