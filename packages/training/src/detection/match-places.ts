import type { BoxEdges } from "@rosenblatt/datasets";
import type { DetectorFacts } from "@rosenblatt/models";
import { matchAnchors } from "./match-anchors.js";

/**
 * Which box each row of a detector's outputs is to tell of: its number; -1 for none; -2 where it does
 * not count. By overlap see `matchAnchors`. By the middle it is a box in which the middle of the
 * row's anchor lies, and whose own middle lies in the anchor: of several the smallest. Boxes belong
 * to the level of the smallest anchors that reach as far as their longer side.
 *
 * @example
 * const matching = { by: "middle", reach: 2 } as const;
 * const places = anchors({ grid: [1, 3], stride: 8, sizes: [8] });
 * matchPlaces({ anchors: places, matching }, [[6, 0, 12, 8]]); // [-1, 0, -1]
 */
export function matchPlaces(
  { anchors, matching }: Pick<DetectorFacts, "anchors" | "matching">,
  boxes: readonly BoxEdges[],
): Int32Array {
  return matching.by === "overlap"
    ? matchAnchors(anchors, boxes, matching)
    : matchMiddles(anchors, boxes, matching.reach);
}

/** The smallest box in which a place lies, whose middle is in the place's anchor. */
function matchMiddles(
  anchors: DetectorFacts["anchors"],
  boxes: readonly BoxEdges[],
  reach: number,
): Int32Array {
  const matches = new Int32Array(anchors.length).fill(-1);
  const sides = [...new Set(anchors.map(([, , side]) => side))].sort((a, b) => a - b);
  const order = boxes.map((_, i) => i).sort((a, b) => areaOf(boxes[b]!) - areaOf(boxes[a]!));
  for (const i of order) {
    const [x, y, width, height] = boxes[i]!;
    const longest = Math.max(width, height);
    const level = sides.find((side) => longest <= reach * side) ?? sides.at(-1)!;
    anchors.forEach(([left, top, side], place) => {
      if (side !== level) return;
      const [across, down] = [left + side / 2 - x, top + side / 2 - y];
      const within = across > 0 && across < width && down > 0 && down < height;
      const near = Math.max(Math.abs(across - width / 2), Math.abs(down - height / 2)) <= side / 2;
      if (within && near) matches[place] = i;
    });
  }
  return matches;
}

function areaOf([, , width, height]: BoxEdges): number {
  return width * height;
}
