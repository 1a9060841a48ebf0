/** A closed outline as x₀, y₀, x₁, y₁, … in pixels, y downwards. */
export type Outline = readonly number[];

/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How much of each pixel, row by row from `left` and `top`, lies inside of outlines: 0 to 1. */
export interface Coverage {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly shares: Float32Array;
}

/**
 * The area of each pixel that outlines cover. Where outlines of one orientation overlap, they
 * are one; one of the other orientation cuts a hole. Signed areas are added up along each row, as
 * in font-rs (R. Levien, https://medium.com/@raphlinus/inside-the-fastest-font-renderer-in-the-world).
 */
export function coverage(outlines: readonly Outline[], clip: Box): Coverage | undefined {
  const cut = outlines.map((outline) => clipped(outline, clip)).filter(({ length }) => length >= 6);
  const box = boundsOf(cut);
  if (!box) return undefined;
  const { left, top } = box;
  const [width, height] = [box.right - left + 1, box.bottom - top];
  const area = new Float32Array((width + 1) * height + 1);
  for (const outline of cut) {
    let [x, y] = [outline.at(-2)! - left, outline.at(-1)! - top];
    for (let i = 0; i < outline.length; i += 2) {
      const [nextX, nextY] = [outline[i]! - left, outline[i + 1]! - top];
      addEdge(area, width, [x, y, nextX, nextY]);
      [x, y] = [nextX, nextY];
    }
  }
  for (let row = 0; row < height; row += 1) {
    let sum = 0;
    for (let at = row * width; at < (row + 1) * width; at += 1) {
      sum += area[at]!;
      area[at] = Math.round(Math.min(1, Math.abs(sum)) * levels) / levels;
    }
  }
  return { left, top, width, height, shares: area };
}

/** Shares go by steps, for fewer colours make a smaller file. */
const levels = 15;

type Edge = readonly [x0: number, y0: number, x1: number, y1: number];

/** Adds what lies to the right of an edge, row by row, as changes from pixel to pixel. */
function addEdge(area: Float32Array, width: number, [x0, y0, x1, y1]: Edge): void {
  if (y0 === y1) return;
  const sign = y0 < y1 ? 1 : -1;
  const [topX, topY, bottomX, bottomY] = sign > 0 ? [x0, y0, x1, y1] : [x1, y1, x0, y0];
  const slope = (bottomX - topX) / (bottomY - topY);
  let x = topX;
  for (let row = Math.floor(topY); row < bottomY; row += 1) {
    const tall = Math.min(row + 1, bottomY) - Math.max(row, topY);
    const next = x + slope * tall;
    addSpan(area, row * width, { from: Math.min(x, next), to: Math.max(x, next), by: sign * tall });
    x = next;
  }
}

/** One row's part of an edge, which goes from `from` to `to`. */
function addSpan(
  area: Float32Array,
  start: number,
  { from, to, by }: { from: number; to: number; by: number },
): void {
  const first = Math.floor(from);
  const last = Math.ceil(to);
  if (last <= first + 1) {
    const middle = (from + to) / 2 - first;
    area[start + first]! += by * (1 - middle);
    area[start + first + 1]! += by * middle;
    return;
  }
  const steepness = 1 / (to - from);
  let reached = 0;
  for (let pixel = first; pixel < last; pixel += 1) {
    const [a, b] = [Math.max(from, pixel), Math.min(to, pixel + 1)];
    // The part of the pixel to the right of the edge, on average over the row.
    const within = steepness * (b - a) * (pixel + 1 - (a + b) / 2);
    const total = within + Math.max(0, steepness * (a - from));
    area[start + pixel]! += by * (total - reached);
    reached = total;
  }
  area[start + last]! += by * (1 - reached);
}

function boundsOf(outlines: readonly Outline[]): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const outline of outlines) {
    for (let i = 0; i < outline.length; i += 2) {
      left = Math.min(left, outline[i]!);
      right = Math.max(right, outline[i]!);
      top = Math.min(top, outline[i + 1]!);
      bottom = Math.max(bottom, outline[i + 1]!);
    }
  }
  if (!(right > left && bottom > top)) return undefined;
  return {
    left: Math.floor(left),
    top: Math.floor(top),
    right: Math.ceil(right),
    bottom: Math.ceil(bottom),
  };
}

/** The part of an outline inside of a box (Sutherland and Hodgman, 1974). */
function clipped(outline: Outline, { left, top, right, bottom }: Box): Outline {
  const sides: [axis: 0 | 1, limit: number, sign: 1 | -1][] = [
    [0, left, 1],
    [0, right, -1],
    [1, top, 1],
    [1, bottom, -1],
  ];
  return sides.reduce((points, [axis, limit, sign]) => {
    const inside = (i: number) => sign * (points[i + axis]! - limit) >= 0;
    let whole = true;
    for (let i = 0; i < points.length && whole; i += 2) whole = inside(i);
    return whole ? points : cutAt(points, { axis, limit, inside });
  }, outline);
}

function cutAt(
  points: Outline,
  { axis, limit, inside }: { axis: 0 | 1; limit: number; inside: (i: number) => boolean },
): Outline {
  const kept: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const next = (i + 2) % points.length;
    if (inside(i)) kept.push(points[i]!, points[i + 1]!);
    if (inside(i) === inside(next)) continue;
    const share = (limit - points[i + axis]!) / (points[next + axis]! - points[i + axis]!);
    const at = (k: 0 | 1) => points[i + k]! + share * (points[next + k]! - points[i + k]!);
    kept.push(axis === 0 ? limit : at(0), axis === 1 ? limit : at(1));
  }
  return kept;
}
