import type { Points } from "../model/curve.js";

/**
 * At most about `most` points that look the same: of each stretch of steps the lowest and the
 * highest stay, so that spikes do. The stretches are powers of two wide and begin at multiples of
 * their width, so a curve does not flicker while it grows.
 */
export function thinned({ x, y }: Points, most: number): Points {
  if (x.length <= most) return { x: x.slice(), y: y.slice() };
  const span = (x[x.length - 1]! - x[0]!) / Math.max(1, Math.floor(most / 2) - 1);
  const width = 2 ** Math.ceil(Math.log2(span));
  const kept: number[] = [];
  let start = 0;
  while (start < x.length) {
    const limit = (Math.floor(x[start]! / width) + 1) * width;
    let low = start;
    let high = start;
    let end = start;
    for (; end < x.length && x[end]! < limit; end += 1) {
      if (y[end]! < y[low]! || Number.isNaN(y[low])) low = end;
      if (y[end]! > y[high]! || Number.isNaN(y[high])) high = end;
    }
    kept.push(Math.min(low, high));
    if (low !== high) kept.push(Math.max(low, high));
    start = end;
  }
  const last = x.length - 1;
  if (kept[kept.length - 1] !== last) kept.push(last);
  return { x: Float64Array.from(kept, (i) => x[i]!), y: Float64Array.from(kept, (i) => y[i]!) };
}
