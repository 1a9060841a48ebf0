import { type BoxEdges, boxIou } from "@rosenblatt/datasets";

export interface MatchOptions {
  /** An anchor that overlaps a box by this or more is the box's. */
  positive?: number;
  /** One that overlaps every box by less than this is background's. */
  negative?: number;
  /** Whether each box also gets those that overlap it most, be it ever so little. */
  each?: boolean;
}

/**
 * Which box each anchor is to tell of: its number; -1 for background; -2 for those between, which
 * no loss should count. Source: Ren et al., Faster R-CNN (2015), section 3.1.2.
 *
 * @example
 * const places = anchors({ grid: [1, 3], stride: 8, sizes: [8] });
 * matchAnchors(places, [[8, 0, 8, 8]]); // [-1, 0, -1]
 * @throws RangeError unless 0 <= negative <= positive <= 1.
 */
export function matchAnchors(
  places: readonly BoxEdges[],
  boxes: readonly BoxEdges[],
  { positive = 0.5, negative = 0.4, each = true }: MatchOptions = {},
): Int32Array {
  if (!(negative >= 0 && negative <= positive && positive <= 1)) {
    throw new RangeError(
      `Cannot match anchors from ${negative} to ${positive}: it needs 0 ≤ negative ≤ positive ≤ 1`,
    );
  }
  const matches = new Int32Array(places.length).fill(-1);
  const best = new Float64Array(places.length);
  const overlaps = boxes.map((box) => places.map((place) => boxIou(place, box)));
  const nearest = new Int32Array(places.length).fill(-1);
  overlaps.forEach((row, i) => {
    row.forEach((overlap, place) => {
      if (nearest[place]! >= 0 && overlap <= best[place]!) return;
      best[place] = overlap;
      nearest[place] = i;
    });
  });
  places.forEach((_, place) => {
    if (boxes.length > 0 && best[place]! >= positive) matches[place] = nearest[place]!;
    else if (best[place]! >= negative && boxes.length > 0) matches[place] = -2;
  });
  for (const row of each ? overlaps : []) {
    const most = Math.max(...row);
    row.forEach((overlap, place) => {
      if (overlap === most && most > 0) matches[place] = nearest[place]!;
    });
  }
  return matches;
}
