import type { Box, Outline } from "./coverage.js";

/** How a line looks. */
export interface StrokeStyle {
  readonly width: number;
  /** Lengths drawn and left out in turns. */
  readonly dash?: readonly number[] | undefined;
}

type Segment = readonly [x0: number, y0: number, x1: number, y1: number];

/** A line through points as outlines of one orientation, with round corners. */
export function strokeOutlines(
  points: readonly number[],
  { width, dash, within }: StrokeStyle & { within: Box },
): Outline[] {
  const reach = width / 2;
  const near: Box = {
    left: within.left - width,
    top: within.top - width,
    right: within.right + width,
    bottom: within.bottom + width,
  };
  const segments = dash ? dashed(segmentsOf(points), dash) : segmentsOf(points);
  return segments.flatMap((segment, i) => {
    const seen = inside(segment, near);
    if (!seen) return [];
    const bar = barOf(seen, reach);
    const before = segments[i - 1];
    const joined = before && before[2] === segment[0] && before[3] === segment[1];
    return joined && reach > 0.4
      ? [bar, disc(seen[0], seen[1], { radius: reach, sides: 8 })]
      : [bar];
  });
}

/** A circle as an outline, in the same orientation as lines. */
export function disc(
  x: number,
  y: number,
  { radius, sides = 24 }: { radius: number; sides?: number },
): Outline {
  return Array.from({ length: sides }, (_, i) => (i / sides) * 2 * Math.PI).flatMap((angle) => [
    x + radius * Math.cos(angle),
    y + radius * Math.sin(angle),
  ]);
}

function segmentsOf(points: readonly number[]): Segment[] {
  const segments: Segment[] = [];
  for (let i = 0; i + 3 < points.length; i += 2) {
    const segment = points.slice(i, i + 4) as unknown as Segment;
    if (segment.every(Number.isFinite)) segments.push(segment);
  }
  return segments;
}

function barOf([x0, y0, x1, y1]: Segment, reach: number): Outline {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [across, down] = [(-(y1 - y0) / length) * reach, ((x1 - x0) / length) * reach];
  return [
    ...[x0 - across, y0 - down, x1 - across, y1 - down],
    ...[x1 + across, y1 + down, x0 + across, y0 + down],
  ];
}

/** The part of a segment inside of a box (Liang and Barsky, 1984). */
function inside([x0, y0, x1, y1]: Segment, box: Box): Segment | undefined {
  const [dx, dy] = [x1 - x0, y1 - y0];
  let [from, to] = [0, 1];
  for (const [along, room] of [
    [-dx, x0 - box.left],
    [dx, box.right - x0],
    [-dy, y0 - box.top],
    [dy, box.bottom - y0],
  ] as const) {
    if (along === 0 && room < 0) return undefined;
    if (along < 0) from = Math.max(from, room / along);
    if (along > 0) to = Math.min(to, room / along);
  }
  if (from > to) return undefined;
  return [x0 + from * dx, y0 + from * dy, x0 + to * dx, y0 + to * dy];
}

/** Lengths longer than this many dashes are drawn whole. */
const mostDashes = 5000;

function dashed(segments: readonly Segment[], dash: readonly number[]): Segment[] {
  const total = segments.reduce((sum, [x0, y0, x1, y1]) => sum + Math.hypot(x1 - x0, y1 - y0), 0);
  const period = dash.reduce((sum, part) => sum + part, 0);
  if (!(period > 0) || total / period > mostDashes) return [...segments];
  const drawn: Segment[] = [];
  let [part, left] = [0, dash[0]!];
  for (const [x0, y0, x1, y1] of segments) {
    const length = Math.hypot(x1 - x0, y1 - y0);
    for (let at = 0; at < length; ) {
      const step = Math.min(left, length - at);
      const place = (t: number) => [x0 + ((x1 - x0) * t) / length, y0 + ((y1 - y0) * t) / length];
      if (part % 2 === 0) drawn.push([...place(at), ...place(at + step)] as unknown as Segment);
      at += step;
      left -= step;
      if (left <= 1e-9) {
        part = (part + 1) % dash.length;
        left = dash[part]!;
      }
    }
  }
  return drawn;
}
