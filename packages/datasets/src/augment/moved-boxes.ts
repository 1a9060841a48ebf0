import type { Affine } from "./affine.js";
import type { Box } from "./image.js";

type Corner = readonly [x: number, y: number];

/**
 * The boxes after a change that takes the place (x, y), from the picture's upper left corner, to
 * `to`: the rectangles around what of them is still in view. Those of which nothing is are left
 * out; how much of the others, `visible` tells.
 */
export function movedBoxes(
  boxes: readonly Box[],
  { to, height, width }: { to: Affine; height: number; width: number },
): Box[] {
  return boxes.flatMap((box) => {
    const moved = corners(box).map(
      ([x, y]): Corner => [to[0] * x + to[1] * y + to[2], to[3] * x + to[4] * y + to[5]],
    );
    const seen = clipped(moved, { height, width });
    const share = area(seen) / area(moved);
    return share > 0 ? [{ ...box, ...around(seen), visible: (box.visible ?? 1) * share }] : [];
  });
}

function corners({ x, y, width, height }: Box): Corner[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

/** What of a convex polygon lies in the picture (Sutherland and Hodgman, 1974). */
function clipped(polygon: Corner[], { height, width }: { height: number; width: number }) {
  // How far a corner lies within each of the four borders.
  const within: ((corner: Corner) => number)[] = [
    ([x]) => x,
    ([x]) => width - x,
    ([, y]) => y,
    ([, y]) => height - y,
  ];
  return within.reduce((left, depth) => cut(left, depth), polygon);
}

function cut(polygon: Corner[], depth: (corner: Corner) => number): Corner[] {
  return polygon.flatMap((corner, i) => {
    const before = polygon[(i || polygon.length) - 1]!;
    const [from, to] = [depth(before), depth(corner)];
    const crosses = from < 0 !== to < 0;
    const share = from / (from - to);
    const crossing: Corner = [
      before[0] + share * (corner[0] - before[0]),
      before[1] + share * (corner[1] - before[1]),
    ];
    return [...(crosses ? [crossing] : []), ...(to < 0 ? [] : [corner])];
  });
}

/** By the shoelace formula. */
function area(polygon: readonly Corner[]): number {
  const twice = polygon.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = polygon[(i + 1) % polygon.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

function around(polygon: readonly Corner[]): Pick<Box, "x" | "y" | "width" | "height"> {
  const [across, down] = [polygon.map(([x]) => x), polygon.map(([, y]) => y)];
  const [x, y] = [Math.min(...across), Math.min(...down)];
  return { x, y, width: Math.max(...across) - x, height: Math.max(...down) - y };
}
