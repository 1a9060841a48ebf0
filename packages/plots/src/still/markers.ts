import type { Outline } from "./coverage.js";
import { disc } from "./stroke.js";

type Corners = readonly (readonly [x: number, y: number])[];

const [h, w] = [0.89, 1.0];
const shapes: Readonly<Record<string, Corners>> = {
  square: [
    [-h, -h],
    [h, -h],
    [h, h],
    [-h, h],
  ],
  diamond: [
    [0, -1.3],
    [1.3, 0],
    [0, 1.3],
    [-1.3, 0],
  ],
  cross: plus(1.1, 0.4),
  x: plus(1.1, 0.4).map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]),
  "triangle-up": [
    [-1.15, 0.6],
    [0, -1.2],
    [1.15, 0.6],
  ],
  "triangle-down": [
    [-1.15, -0.6],
    [1.15, -0.6],
    [0, 1.2],
  ],
  star: regular(5, { inner: 0.55, outer: 1.4 }),
  hexagon: regular(6, { outer: w * 1.1 }),
  "line-ew": [
    [-1, -0.15],
    [1, -0.15],
    [1, 0.15],
    [-1, 0.15],
  ],
};

/** The outline of a marker of this symbol, `size` pixels across. */
export function markerOutline(
  symbol: string,
  { x, y, size }: { x: number; y: number; size: number },
): Outline {
  const corners = shapes[symbol.replace(/-(open|dot)/g, "")];
  if (!corners) return disc(x, y, { radius: size / 2 });
  return corners.flatMap(([dx, dy]) => [x + (dx * size) / 2, y + (dy * size) / 2]);
}

function plus(reach: number, half: number): Corners {
  const [a, b] = [reach, half];
  return [
    ...([
      [-b, -a],
      [b, -a],
      [b, -b],
      [a, -b],
      [a, b],
      [b, b],
    ] as const),
    ...([
      [b, a],
      [-b, a],
      [-b, b],
      [-a, b],
      [-a, -b],
      [-b, -b],
    ] as const),
  ];
}

function regular(corners: number, { outer, inner }: { outer: number; inner?: number }): Corners {
  const count = inner === undefined ? corners : 2 * corners;
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count - Math.PI / 2;
    const radius = inner !== undefined && i % 2 === 1 ? inner : outer;
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  });
}
