import type { BoxEdges } from "./box-iou.js";
import type { RunLengthMask } from "./run-length-mask.js";

/**
 * How many pixels a mask has.
 *
 * @example
 * maskArea(encodeMask([0, 1, 1, 1], { height: 2, width: 2 })); // 3
 */
export function maskArea({ counts }: RunLengthMask): number {
  let area = 0;
  for (let i = 1; i < counts.length; i += 2) area += counts[i]!;
  return area;
}

/**
 * The smallest box, `[x, y, width, height]`, around all pixels of a mask; `[0, 0, 0, 0]` when it
 * has none.
 *
 * @example
 * maskBox(encodeMask([0, 1, 0, 1], { height: 2, width: 2 })); // [1, 0, 1, 2]
 */
export function maskBox({ height, width, counts }: RunLengthMask): BoxEdges {
  let [left, top, right, bottom] = [width, height, -1, -1];
  let end = 0;
  for (let i = 0; i < counts.length; i += 1) {
    const start = end;
    end += counts[i]!;
    if (i % 2 === 0 || counts[i] === 0) continue;
    const [first, last] = [Math.floor(start / height), Math.floor((end - 1) / height)];
    left = Math.min(left, first);
    right = Math.max(right, last);
    top = first < last ? 0 : Math.min(top, start % height);
    bottom = first < last ? height - 1 : Math.max(bottom, (end - 1) % height);
  }
  return right < 0 ? [0, 0, 0, 0] : [left, top, right - left + 1, bottom - top + 1];
}
