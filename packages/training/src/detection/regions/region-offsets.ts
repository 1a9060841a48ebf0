import type { BoxEdges } from "@rosenblatt/datasets";
import { boxAt, boxOffsets } from "../box-offsets.js";

/** By which offsets are divided, so that they spread like numbers around 0: as in Fast R-CNN. */
const spread = [0.1, 0.1, 0.2, 0.2] as const;

/** How a region's box must be corrected, as the head is to tell it. */
export function correction(truth: BoxEdges, region: BoxEdges): number[] {
  return boxOffsets(truth, region).map((offset, i) => offset / spread[i]!);
}

/** The box that a region has after it. */
export function corrected(told: ArrayLike<number>, region: BoxEdges): BoxEdges {
  return boxAt(
    spread.map((scale, i) => told[i]! * scale),
    region,
  );
}
