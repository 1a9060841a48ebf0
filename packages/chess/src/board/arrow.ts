import type { Outline } from "./piece-outlines.js";

type Place = readonly [x: number, y: number];

/** An arrow from the middle of one square to that of another, as an outline in squares. */
export function arrowOutline([x, y]: Place, [toX, toY]: Place): Outline {
  const length = Math.hypot(toX - x, toY - y);
  const [ahead, aside] = [
    [(toX - x) / length, (toY - y) / length],
    [-(toY - y) / length, (toX - x) / length],
  ] as const;
  const head = length - 0.35;
  const shape: readonly Place[] = [
    [0.1, 0.07],
    [head, 0.07],
    [head, 0.2],
    [length, 0],
    [head, -0.2],
    [head, -0.07],
    [0.1, -0.07],
    [0.1, 0.07],
  ];
  return shape.flatMap(([along, across]) => [
    x + along * ahead[0] + across * aside[0],
    y + along * ahead[1] + across * aside[1],
  ]);
}
