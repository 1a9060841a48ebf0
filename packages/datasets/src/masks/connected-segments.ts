import type { SegmentMap } from "../annotations/segment-map.js";
import { checkSize, type PictureSize } from "./run-length-mask.js";

/** Which pixels hang together. */
export interface ConnectedOptions extends PictureSize {
  /** Whether pixels also touch by a corner. */
  readonly corners?: boolean;
}

/**
 * The segments of a picture whose pixels have labels, row by row: each is all of one label that
 * hangs together. Ids are 1, 2, 3, … by the first pixel of each; what has the label 0 has no
 * segment. Source: Rosenfeld and Pfaltz, Sequential operations in digital picture processing (1966).
 *
 * @example
 * const { ids } = connectedSegments([5, 5, 0, 7, 0, 5], { height: 2, width: 3 });
 * ids; // [1, 1, 0, 2, 0, 3]
 * @throws RangeError when there is not one label for each pixel.
 */
export function connectedSegments(
  labels: ArrayLike<number>,
  { height, width, corners = false }: ConnectedOptions,
): SegmentMap & { readonly ids: Int32Array } {
  const size = checkSize({ height, width });
  if (labels.length !== size) {
    throw new RangeError(
      `Cannot tell segments: ${height} × ${width} pixels need as many labels, got ${labels.length}`,
    );
  }
  const first = joined(labels, { width, corners });
  const ids = new Int32Array(size);
  let count = 0;
  for (let at = 0; at < size; at += 1) {
    if (labels[at] === 0) continue;
    const root = rootOf(first, at);
    if (root === at) count += 1;
    ids[at] = root === at ? count : ids[root]!;
  }
  return { height, width, ids };
}

/** Of each pixel one before it in its segment, or itself where it is the first: a forest. */
function joined(
  labels: ArrayLike<number>,
  { width, corners }: { width: number; corners: boolean },
): Uint32Array {
  const first = Uint32Array.from(labels, (_, at) => at);
  const join = (at: number, before: number) => {
    if (labels[at] !== labels[before]) return;
    const [a, b] = [rootOf(first, at), rootOf(first, before)];
    first[Math.max(a, b)] = Math.min(a, b);
  };
  for (let at = 0; at < labels.length; at += 1) {
    const column = at % width;
    if (column > 0) join(at, at - 1);
    if (at < width) continue;
    join(at, at - width);
    if (corners && column > 0) join(at, at - width - 1);
    if (corners && column < width - 1) join(at, at - width + 1);
  }
  return first;
}

/** Shortens the way as it goes. */
function rootOf(first: Uint32Array, at: number): number {
  let root = at;
  while (first[root] !== root) {
    first[root] = first[first[root]!]!;
    root = first[root]!;
  }
  return root;
}
