import { type Drawing, drawing, type PenMove } from "@rosenblatt/plots";

/** How far apart the points of a stroke come to lie: by a length, or as so many in all. */
export type Spacing = { readonly by: number } | { readonly points: number };

/**
 * The same drawing with points at equal distances along each stroke, whose ends stay: what is left
 * is the line, and not how fast the pen went. `by` is about how long moves on paper become; with
 * `points` longer strokes get more of so many, and each at least its two ends.
 *
 * @example
 * const line = drawing("a line", [[0, 0, 0], [1, 0, 0], [7, 0, 1]]);
 * spaced(line, { by: 2 }).moves.map(([dx]) => dx); // [0, 2, 2, 2, 2]
 * spaced(line, { points: 3 }).moves; // [[0, 0, 0], [4, 0, 0], [4, 0, 1]]
 * @throws RangeError unless distances are above 0 and there is a point for each end of a stroke.
 */
export function spaced({ name, moves }: Drawing, spacing: Spacing): Drawing {
  const strokes = strokesOf(moves);
  const counts = "by" in spacing ? countsBy(strokes, spacing.by) : shared(strokes, spacing.points);
  return drawing(name, movesAlong(strokes.map((stroke, i) => along(stroke, counts[i]!))));
}

/** The points of a stroke, and how far each is from the first along it. */
interface Stroke {
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly lengths: readonly number[];
}

function strokesOf(moves: readonly PenMove[]): Stroke[] {
  const strokes: { points: [number, number][]; lengths: number[] }[] = [];
  let [x, y, begins] = [0, 0, true];
  for (const [dx, dy, lifted] of moves) {
    [x, y] = [x + dx, y + dy];
    if (begins) strokes.push({ points: [], lengths: [] });
    const { points, lengths } = strokes.at(-1)!;
    lengths.push(begins ? 0 : lengths.at(-1)! + Math.hypot(dx, dy));
    points.push([x, y]);
    begins = lifted === 1;
  }
  return strokes;
}

function countsBy(strokes: readonly Stroke[], by: number): number[] {
  if (!(by > 0 && Number.isFinite(by))) {
    throw new RangeError(`Cannot space points by ${by}: it must be a length above 0, such as 2`);
  }
  return strokes.map(({ lengths }) => 1 + Math.max(1, Math.round(lengths.at(-1)! / by)));
}

/** Two points for each stroke, and the others by length; what is left over goes to the longest. */
function shared(strokes: readonly Stroke[], points: number): number[] {
  const free = points - 2 * strokes.length;
  if (!(Number.isInteger(points) && free >= 0)) {
    throw new RangeError(
      `Cannot space ${strokes.length} strokes with ${points} points: it must be a whole number, ` +
        `and two a stroke at least, ${2 * strokes.length}`,
    );
  }
  const lengths = strokes.map((stroke) => stroke.lengths.at(-1)!);
  const whole = lengths.reduce((sum, length) => sum + length, 0) || 1;
  const counts = lengths.map((length) => 2 + Math.floor((free * length) / whole));
  const left = points - counts.reduce((sum, count) => sum + count, 0);
  const longest = lengths.indexOf(Math.max(...lengths));
  return counts.map((count, i) => (i === longest ? count + left : count));
}

function along({ points, lengths }: Stroke, count: number): (readonly [number, number])[] {
  const length = lengths.at(-1)!;
  return Array.from({ length: count }, (_, i) => {
    if (i === count - 1) return points.at(-1)!;
    const at = (length * i) / (count - 1);
    const next = Math.max(
      1,
      lengths.findIndex((place) => place > at),
    );
    const [[x0, y0], [x1, y1]] = [points[next - 1]!, points[next] ?? points[0]!];
    const share = (at - lengths[next - 1]!) / (lengths[next]! - lengths[next - 1]!) || 0;
    return [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
  });
}

function movesAlong(strokes: readonly (readonly (readonly [number, number])[])[]): PenMove[] {
  let [x, y] = strokes[0]?.[0] ?? [0, 0];
  return strokes.flatMap((points) =>
    points.map(([toX, toY], i): PenMove => {
      const move = [toX - x, toY - y, i === points.length - 1 ? 1 : 0] as const;
      [x, y] = [toX, toY];
      return move;
    }),
  );
}
