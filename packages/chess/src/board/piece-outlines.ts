import type { PieceLetter } from "../rules/move.js";

/** Corners x₀, y₀, x₁, y₁, … in a square of 40 × 40, from its upper left corner. */
export type Outline = readonly number[];

/** What a piece looks like. */
export interface PieceOutlines {
  /** Closed, filled, one over the other. */
  readonly shapes: readonly Outline[];
  /** Lines over them. */
  readonly lines: readonly Outline[];
}

/** Paths in SVG's letters M, L, C and Z, with places that are not relative. */
const paths: Readonly<
  Record<PieceLetter, { shapes: readonly string[]; lines: readonly string[] }>
> = {
  p: {
    shapes: [
      "M16.5 20 C16.5 26 13 28 12 33 L28 33 C27 28 23.5 26 23.5 20 Z",
      "M14 18 L26 18 L24.5 21 L15.5 21 Z",
      ball(20, 12.5, 5.5),
      "M10 33 L30 33 L31 37 L9 37 Z",
    ],
    lines: [],
  },
  n: {
    shapes: [
      "M12.5 33 C13 27 18.5 25 18.5 20.5 C15.5 22 12.5 22.5 11.5 24.5 C10.5 26 8.5 25 7.5 23.5 " +
        "C7 22.5 7.5 21.5 8.5 20.5 C11 17.5 11 15 13 12.5 L12.5 6.5 L17.5 10 C18 9.5 19 9 20.5 9 " +
        "C28 9.5 31.5 17 31 33 Z",
      "M11 33 L32 33 L33 37 L10 37 Z",
    ],
    lines: ["M14.2 15.6 L15.8 15.2", "M22.5 13 C26.5 16 27.5 22 27.2 29"],
  },
  b: {
    shapes: [
      ball(20, 6, 2.2),
      "M20 8 C27 13.5 29 19 25.5 25 L14.5 25 C11 19 13 13.5 20 8 Z",
      "M14.5 25 L25.5 25 L24.5 28.5 L15.5 28.5 Z",
      "M15.5 28.5 C15 31 12.5 32 10 33 L30 33 C27.5 32 25 31 24.5 28.5 Z",
      "M9 33 L31 33 L32 37 L8 37 Z",
    ],
    lines: ["M20 14 L20 21", "M16.8 17.2 L23.2 17.2"],
  },
  r: {
    shapes: [
      "M13.5 15 L26.5 15 L27.5 30 L12.5 30 Z",
      "M10 7 L10 15.5 L30 15.5 L30 7 L26 7 L26 10.5 L22.3 10.5 L22.3 7 L17.7 7 L17.7 10.5 L14 10.5 L14 7 Z",
      "M11 29.5 L29 29.5 L30 33 L10 33 Z",
      "M9 33 L31 33 L32 37 L8 37 Z",
    ],
    lines: [],
  },
  q: {
    shapes: [
      "M6.5 12 L11.5 29 L28.5 29 L33.5 12 L26.5 21.5 L25.8 9.5 L20 20 L14.2 9.5 L13.5 21.5 Z",
      ball(6.5, 10.8, 2),
      ball(14, 8, 2),
      ball(26, 8, 2),
      ball(33.5, 10.8, 2),
      "M11 28.500 L29 28.5 L30 33 L10 33 Z",
      "M9 33 L31 33 L32 37 L8 37 Z",
    ],
    lines: [],
  },
  k: {
    shapes: [
      "M18.8 3 L21.2 3 L21.2 5.5 L23.8 5.5 L23.8 7.9 L21.2 7.9 L21.2 12 L18.8 12 L18.8 7.9 L16.2 7.9 L16.2 5.5 L18.8 5.5 Z",
      "M11.5 29 C2.500 21 7.5 12 14.5 12.5 C17.5 12.7 19.5 14.5 20 17.5 C20.5 14.5 22.5 12.7 25.5 12.5 C32.5 12 37.5 21 28.5 29 Z",
      "M11 28.5 L29 28.5 L30 33 L10 33 Z",
      "M9 33 L31 33 L32 37 L8 37 Z",
    ],
    lines: ["M20 18 L20 25"],
  },
};

/** The outlines of each piece, whose colours its side gives. */
export const pieceOutlines: Readonly<Record<PieceLetter, PieceOutlines>> = Object.fromEntries(
  Object.entries(paths).map(([letter, { shapes, lines }]) => [
    letter,
    { shapes: shapes.map(flattened), lines: lines.map(flattened) },
  ]),
) as unknown as Record<PieceLetter, PieceOutlines>;

/** A circle as four curves. */
function ball(x: number, y: number, radius: number): string {
  const far = 0.5523 * radius;
  const [left, right, top, bottom] = [x - radius, x + radius, y - radius, y + radius];
  return (
    `M${left} ${y} C${left} ${y - far} ${x - far} ${top} ${x} ${top} ` +
    `C${x + far} ${top} ${right} ${y - far} ${right} ${y} ` +
    `C${right} ${y + far} ${x + far} ${bottom} ${x} ${bottom} ` +
    `C${x - far} ${bottom} ${left} ${y + far} ${left} ${y} Z`
  );
}

/** Curves become lines, four each. */
function flattened(path: string): Outline {
  const points: number[] = [];
  for (const [, letter, places] of path.matchAll(/([MLCZ])([^MLCZ]*)/g)) {
    const numbers = places!.trim().split(/[ ,]+/).filter(Boolean).map(Number);
    if (letter === "C") points.push(...curve(points.slice(-2), numbers));
    else if (letter === "Z") points.push(points[0]!, points[1]!);
    else points.push(...numbers);
  }
  return points;
}

/** A cubic Bézier curve from a point, without that. */
function curve([x0, y0]: readonly number[], [x1, y1, x2, y2, x3, y3]: readonly number[]): number[] {
  const steps = [0.25, 0.5, 0.75, 1];
  const at = (t: number, [a, b, c, d]: readonly number[]) =>
    (1 - t) ** 3 * a! + 3 * (1 - t) ** 2 * t * b! + 3 * (1 - t) * t ** 2 * c! + t ** 3 * d!;
  return steps.flatMap((t) => [at(t, [x0!, x1!, x2!, x3!]), at(t, [y0!, y1!, y2!, y3!])]);
}
