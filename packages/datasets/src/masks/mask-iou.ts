import type { IouOptions } from "./box-iou.js";
import { maskArea } from "./mask-extent.js";
import { checkSameSize, type RunLengthMask } from "./run-length-mask.js";

/**
 * Intersection over union of two masks.
 *
 * @example
 * const size = { height: 2, width: 2 };
 * maskIou(runLengthMask([0, 2, 2], size), runLengthMask([0, 4], size)); // 0.5
 * maskIou(runLengthMask([0, 2, 2], size), runLengthMask([0, 4], size), { crowd: true }); // 1
 * @throws RangeError when they are of pictures that differ in size.
 */
export function maskIou(
  a: RunLengthMask,
  b: RunLengthMask,
  { crowd = false }: IouOptions = {},
): number {
  const both = maskOverlap(a, b);
  if (both === 0) return 0;
  return both / (crowd ? maskArea(a) : maskArea(a) + maskArea(b) - both);
}

/**
 * How many pixels two masks share.
 *
 * @example
 * const size = { height: 2, width: 2 };
 * maskOverlap(runLengthMask([0, 2, 2], size), runLengthMask([1, 3], size)); // 1
 * @throws RangeError when they are of pictures that differ in size.
 */
export function maskOverlap(first: RunLengthMask, second: RunLengthMask): number {
  checkSameSize(first, second);
  const [{ counts: a }, { counts: b }] = [first, second];
  let [i, j, leftA, leftB] = [0, 0, a[0] ?? 0, b[0] ?? 0];
  let both = 0;
  while (i < a.length && j < b.length) {
    const step = leftA < leftB ? leftA : leftB;
    if (i & j & 1) both += step;
    leftA -= step;
    leftB -= step;
    if (leftA === 0) leftA = a[++i] ?? 0;
    if (leftB === 0) leftB = b[++j] ?? 0;
  }
  return both;
}
