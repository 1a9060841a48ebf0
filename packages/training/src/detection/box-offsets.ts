import type { BoxEdges } from "@rosenblatt/datasets";

/** How a box differs from an anchor: what a detector learns to tell. */
export type BoxOffsets = readonly [x: number, y: number, width: number, height: number];

/** No side becomes more than 62.5 times as long, as in Detectron: it would overflow. */
const most = Math.log(1000 / 16);

/**
 * How far a box's middle is from an anchor's, over the anchor's sides, and the logarithms of how
 * many times longer its sides are. Source: Girshick et al., Rich feature hierarchies (2014),
 * appendix C.
 *
 * @example
 * boxOffsets([2, 0, 8, 8], [0, 0, 8, 8]); // [0.25, 0, 0, 0]
 */
export function boxOffsets(box: BoxEdges, anchor: BoxEdges): BoxOffsets {
  const along = (axis: 0 | 1) => {
    const [side, own] = [anchor[axis + 2]!, box[axis + 2]!];
    return (box[axis] + own / 2 - anchor[axis] - side / 2) / side;
  };
  return [along(0), along(1), Math.log(box[2] / anchor[2]), Math.log(box[3] / anchor[3])];
}

/**
 * The box that differs from an anchor by these offsets: the way back from `boxOffsets`.
 *
 * @example
 * boxAt([0.25, 0, 0, 0], [0, 0, 8, 8]); // [2, 0, 8, 8]
 */
export function boxAt(offsets: ArrayLike<number>, anchor: BoxEdges): BoxEdges {
  const length = (axis: 0 | 1) => anchor[axis + 2]! * Math.exp(Math.min(most, offsets[axis + 2]!));
  const [width, height] = [length(0), length(1)];
  const start = (axis: 0 | 1, own: number) =>
    anchor[axis] + anchor[axis + 2]! / 2 + offsets[axis]! * anchor[axis + 2]! - own / 2;
  return [start(0, width), start(1, height), width, height];
}
