import type { BoxEdges } from "./box-iou.js";
import { unionMask } from "./combined-masks.js";
import { checkSize, type PictureSize, type RunLengthMask } from "./run-length-mask.js";

/** Corners one after the other: x, y, x, y, … in pixels and fractions of them. */
export type Polygon = readonly number[];

/** Boundaries are followed in fifths of a pixel. */
const fine = 5;

/** A longer boundary, in fifths of a pixel, is that of no picture. */
const maxSteps = 1e7;

/**
 * The mask of what lies in any of these polygons, pixel by pixel the one that pycocotools makes of
 * them: corners are rounded to fifths of a pixel, and in each column the boundary's crossings with
 * the column's middle are rounded up to whole pixels.
 *
 * @example
 * maskArea(polygonMask([[10, 10, 20, 10, 20, 20]], { height: 30, width: 30 })); // 45
 * @throws RangeError unless there is a polygon, and each has three corners or more, all of them
 *   numbers, within reach of the picture.
 */
export function polygonMask(polygons: readonly Polygon[], size: PictureSize): RunLengthMask {
  checkSize(size);
  if (polygons.length === 0) {
    throw new RangeError("Cannot make a mask of polygons: it needs at least one, got none");
  }
  return unionMask(polygons.map((polygon) => onePolygon(polygon, size)));
}

/**
 * The mask of a box, `[x, y, width, height]`, as that of a polygon with its corners.
 *
 * @example
 * maskArea(boxMask([1, 1, 3, 2], { height: 5, width: 5 })); // 6
 * @throws RangeError when a number of it is none, or far out of the picture.
 */
export function boxMask([x, y, width, height]: BoxEdges, size: PictureSize): RunLengthMask {
  const [right, bottom] = [x + width, y + height];
  return polygonMask([[x, y, x, bottom, right, bottom, right, y]], size);
}

function onePolygon(polygon: Polygon, { height, width }: PictureSize): RunLengthMask {
  const [xs, ys] = corners(polygon);
  const places: number[] = [];
  const cross = crossings({ height, width }, (place) => places.push(place));
  for (let i = 0; i < xs.length; i += 1) {
    const next = (i + 1) % xs.length;
    follow({ fromX: xs[i]!, fromY: ys[i]!, toX: xs[next]!, toY: ys[next]! }, cross);
  }
  return { height, width, counts: runsBetween(places, height * width) };
}

/** Corners in whole fifths of a pixel. */
function corners(polygon: Polygon): [number[], number[]] {
  const odd = polygon.findIndex((value) => !Number.isFinite(value));
  if (polygon.length < 6 || polygon.length % 2 !== 0 || odd >= 0) {
    const got = odd >= 0 ? `${polygon[odd]} at ${odd}` : `${polygon.length} numbers`;
    throw new RangeError(
      `Cannot make a mask of a polygon: it needs x and y of three corners or more, got ${got}`,
    );
  }
  const along = (first: number) =>
    polygon.filter((_, i) => i % 2 === first).map((value) => Math.trunc(fine * value + 0.5));
  const [xs, ys] = [along(0), along(1)];
  const steps = xs.reduce((sum, x, i) => {
    const next = (i + 1) % xs.length;
    return sum + Math.max(Math.abs(x - xs[next]!), Math.abs(ys[i]! - ys[next]!));
  }, 0);
  const furthest = [...xs, ...ys].reduce((most, at) => Math.max(most, Math.abs(at)), 0);
  if (steps > maxSteps || furthest > maxSteps) {
    throw new RangeError(
      `Cannot make a mask of a polygon: its boundary is ${steps / fine} pixels long and reaches ` +
        `to ${furthest / fine}; give its corners in pixels of the picture`,
    );
  }
  return [xs, ys];
}

interface Edge {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** Goes from corner to corner, a fifth of a pixel at a time along the longer side. */
function follow({ fromX, fromY, toX, toY }: Edge, visit: (x: number, y: number) => void): void {
  const [across, down] = [Math.abs(toX - fromX), Math.abs(toY - fromY)];
  const flat = across >= down;
  const steps = flat ? across : down;
  if (steps === 0) return;
  // Always from the lower end, so that an edge has the same points both ways.
  const back = flat ? fromX > toX : fromY > toY;
  const [x, y] = back ? [toX, toY] : [fromX, fromY];
  const slope = flat ? ((back ? fromY : toY) - y) / across : ((back ? fromX : toX) - x) / down;
  for (let i = 0; i <= steps; i += 1) {
    const t = back ? steps - i : i;
    if (flat) visit(t + x, Math.trunc(y + slope * t + 0.5));
    else visit(Math.trunc(x + slope * t + 0.5), t + y);
  }
}

/** Notes where a walk crosses the middle of a column, as a place down the columns. */
function crossings({ height, width }: PictureSize, note: (place: number) => void) {
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  return (x: number, y: number) => {
    if (x !== lastX && !Number.isNaN(lastX)) {
      const column = ((x < lastX ? x : x - 1) + 0.5) / fine - 0.5;
      if (Number.isInteger(column) && column >= 0 && column <= width - 1) {
        const row = ((y < lastY ? y : lastY) + 0.5) / fine - 0.5;
        note(column * height + Math.ceil(Math.min(Math.max(row, 0), height)));
      }
    }
    [lastX, lastY] = [x, y];
  };
}

/** Run lengths between places in order; two crossings at one place undo each other. */
function runsBetween(places: readonly number[], size: number): Uint32Array {
  const sorted = Uint32Array.from([...places, size]).sort();
  const lengths = sorted.map((place, i) => place - (i === 0 ? 0 : sorted[i - 1]!));
  const counts = [lengths[0]!];
  for (let i = 1; i < lengths.length; i += 1) {
    if (lengths[i]! > 0) {
      counts.push(lengths[i]!);
    } else {
      i += 1;
      if (i < lengths.length) counts[counts.length - 1]! += lengths[i]!;
    }
  }
  return Uint32Array.from(counts);
}
