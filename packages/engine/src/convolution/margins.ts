import type { tf } from "../tf.js";

/** Zeros before and after each axis of a tensor; negative ones are cut off. */
export function withMargins<T extends tf.Tensor>(
  x: T,
  margins: readonly (readonly [number, number])[],
): T {
  const grown = margins.some(([before, after]) => before > 0 || after > 0)
    ? x.pad<T>(margins.map(([before, after]) => [Math.max(before, 0), Math.max(after, 0)]))
    : x;
  if (margins.every(([before, after]) => before >= 0 && after >= 0)) return grown;
  return grown.slice(
    margins.map(([before]) => Math.max(-before, 0)),
    margins.map(([before, after], axis) => x.shape[axis]! + before + after),
  );
}
