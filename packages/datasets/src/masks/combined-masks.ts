import { checkSameSize, type RunLengthMask } from "./run-length-mask.js";

/**
 * The mask of all pixels in any of the masks.
 *
 * @example
 * const [left, right] = [[0, 4, 4], [2, 4, 2]].map((counts) => runLengthMask(counts, { height: 2, width: 4 }));
 * unionMask([left!, right!]).counts; // [0, 6, 2]
 * @throws RangeError for no masks, or of pictures that differ in size.
 */
export function unionMask(masks: readonly RunLengthMask[]): RunLengthMask {
  return combined(masks, (a, b) => a || b);
}

/**
 * The mask of the pixels in each of the masks.
 *
 * @example
 * const [left, right] = [[0, 4, 4], [2, 4, 2]].map((counts) => runLengthMask(counts, { height: 2, width: 4 }));
 * intersectionMask([left!, right!]).counts; // [2, 2, 4]
 * @throws RangeError for no masks, or of pictures that differ in size.
 */
export function intersectionMask(masks: readonly RunLengthMask[]): RunLengthMask {
  return combined(masks, (a, b) => a && b);
}

type Rule = (a: boolean, b: boolean) => boolean;

function combined(masks: readonly RunLengthMask[], inside: Rule): RunLengthMask {
  const [first, ...rest] = masks;
  if (first === undefined) {
    throw new RangeError("Cannot combine masks: it needs at least one, got none");
  }
  let { counts } = first;
  for (const mask of rest) {
    checkSameSize(first, mask);
    counts = combinedRuns(counts, mask.counts, inside);
  }
  return { ...first, counts };
}

/** Walks along the runs of both, to where the next one ends. */
function combinedRuns(a: Uint32Array, b: Uint32Array, inside: Rule): Uint32Array {
  const counts: number[] = [];
  let [i, j, leftA, leftB] = [0, 0, a[0] ?? 0, b[0] ?? 0];
  let [within, run] = [false, 0];
  while (true) {
    const step = Math.min(leftA, leftB);
    run += step;
    leftA -= step;
    leftB -= step;
    if (leftA === 0 && i + 1 < a.length) leftA = a[++i]!;
    if (leftB === 0 && j + 1 < b.length) leftB = b[++j]!;
    const ended = leftA === 0 && leftB === 0;
    const next = inside(i % 2 === 1, j % 2 === 1);
    if (next !== within || ended) {
      counts.push(run);
      [within, run] = [next, 0];
    }
    if (ended) return Uint32Array.from(counts);
  }
}
