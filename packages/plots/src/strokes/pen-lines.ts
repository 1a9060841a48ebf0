import { colorOf } from "../palette.js";
import type { PenMove } from "./drawing.js";

/** A point of a drawing. */
export type PenPoint = readonly [x: number, y: number];

/** A line that the pen draws without a change of colour, in pixels of the picture. */
export interface PenLine {
  readonly points: readonly PenPoint[];
  /** As CSS writes it; that of the letters about it where there is none. */
  readonly color: string | undefined;
  /** How much of the paper it covers, from 0 to 1. */
  readonly opacity: number;
  /** When it is drawn, as shares of the whole time. */
  readonly from: number;
  readonly to: number;
  /** What stands at its beginning. */
  readonly mark: string | undefined;
}

/** How to lay a drawing on a square. */
export interface PenLinesOptions {
  /** Of the square, in pixels of the page. */
  readonly side: number;
  /** Strokes have numbers and colours of their own. */
  readonly numbered?: boolean;
  /** A number for each move, whose colour the way to its point has. */
  readonly values?: ArrayLike<number> | undefined;
  /** The value of the strongest colour, on either side of 0. */
  readonly limit?: number;
}

/** The points of each stroke. */
export function linesOf(moves: readonly PenMove[]): PenPoint[][] {
  const lines: PenPoint[][] = [];
  let [x, y, lifted] = [0, 0, 1];
  for (const [dx, dy, lift] of moves) {
    [x, y] = [x + dx, y + dy];
    if (lifted === 1) lines.push([]);
    lines.at(-1)!.push([x, y]);
    lifted = lift;
  }
  return lines;
}

/** A drawing as lines on a square, as large as fits, in the order in which they are drawn. */
export function penLinesOf(
  moves: readonly PenMove[],
  { side, numbered = false, values, limit = 1 }: PenLinesOptions,
): PenLine[] {
  const strokes = linesOf(moves);
  const place = placing(strokes.flat(), side);
  const clock = clockOf(strokes);
  let done = 0;
  return strokes.flatMap((stroke, i) => {
    const points = dotted(stroke.map(place), side);
    const start = done;
    done += stroke.length;
    const mark = numbered ? String(i + 1) : undefined;
    const color = numbered ? colorOf(i) : undefined;
    const whole = { points, color, opacity: 1, ...clock(start, done - 1), mark };
    if (!values) return [whole];
    return [
      { ...whole, color: undefined, opacity: 0.3 },
      ...points.slice(1).map((point, k): PenLine => {
        // A dot's line has one point more than the pen.
        const value = values[Math.min(start + k + 1, done - 1)]!;
        return {
          points: [points[k]!, point],
          color: value < 0 ? colorOf(1) : colorOf(0),
          opacity: Math.min(1, Math.abs(value) / (limit || 1)),
          ...clock(start + k, start + k + 1),
          mark: undefined,
        };
      }),
    ];
  });
}

/** The points of a stroke; of one without length a line so short that it is a dot. */
function dotted(points: readonly PenPoint[], side: number): readonly PenPoint[] {
  const [[x, y]] = points as [PenPoint];
  if (points.some((point) => Math.hypot(point[0] - x, point[1] - y) > 0.1)) return points;
  return [points[0]!, ...points.slice(2), [x + side / 50, y]];
}

/** Where a point lies on a square with a margin. */
function placing(points: readonly PenPoint[], side: number): (point: PenPoint) => PenPoint {
  const bounds = (axis: 0 | 1) => {
    const all = points.map((point) => point[axis]);
    return [Math.min(...all, 0), Math.max(...all, 0)] as const;
  };
  const [[left, right], [top, bottom]] = [bounds(0), bounds(1)];
  const extent = Math.max(right - left, bottom - top) || 1;
  const margin = side / 10;
  const scaled = (value: number) => margin + (value / extent) * (side - 2 * margin);
  return ([x, y]) => [scaled(x - left), scaled(y - top)];
}

/** When the pen is at a point, as shares of a time in which it goes at one speed, above paper too. */
function clockOf(strokes: readonly PenPoint[][]): (from: number, to: number) => ClockTimes {
  const points = strokes.flat();
  const times = [0];
  for (let i = 1; i < points.length; i += 1) {
    const [[x0, y0], [x1, y1]] = [points[i - 1]!, points[i]!];
    times.push(times[i - 1]! + Math.hypot(x1 - x0, y1 - y0));
  }
  const whole = times.at(-1)! || 1;
  const share = (i: number) => (times[i] ?? whole) / whole;
  return (from, to) => ({ from: share(from), to: share(to) });
}

type ClockTimes = Pick<PenLine, "from" | "to">;
