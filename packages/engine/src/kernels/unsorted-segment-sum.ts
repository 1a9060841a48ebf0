import { tf } from "../tf.js";
import { wasmKernel } from "./kernel.js";

/**
 * Sums the rows of `x` that have the same number; the gradient of looking rows up. Rows with
 * numbers outside 0 … `numSegments` - 1 are left out.
 */
export const unsortedSegmentSum = wasmKernel<
  { x: tf.Tensor; segmentIds: tf.Tensor1D },
  { numSegments: number }
>(tf.UnsortedSegmentSum, ({ inputs: { x, segmentIds }, attributes: { numSegments }, backend }) => {
  const rowShape = x.shape.slice(segmentIds.rank);
  const length = rowShape.reduce((product, size) => product * size, 1);
  const sums = backend.makeOutput([numSegments, ...rowShape], x.dtype);
  // Views of the heap only after the last allocation, which may have moved it.
  const from = backend.typedArrayFromHeap(x);
  const ids = backend.typedArrayFromHeap(segmentIds);
  const to = backend.typedArrayFromHeap(sums).fill(0);
  ids.forEach((id, row) => {
    if (id < 0 || id >= numSegments) return;
    for (let i = 0; i < length; i++) to[id * length + i]! += from[row * length + i]!;
  });
  return sums;
});
