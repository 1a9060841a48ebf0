import type { Trace } from "../figure.js";
import { type Color, colorFrom } from "./color.js";
import { places } from "./extent.js";
import { type MapFields, mapColors } from "./map.js";
import type { Ground } from "./scatter.js";

interface ContourFields extends MapFields {
  readonly ncontours?: number;
  readonly contours?: {
    readonly start?: number;
    readonly end?: number;
    readonly size?: number;
    readonly coloring?: string;
    readonly showlines?: boolean;
  };
  readonly line?: { readonly color?: string; readonly width?: number };
}

/** Draws a map whose colours flow, or go by steps, and lines of equal height. */
export function drawContour(trace: Trace, ground: Ground): void {
  const { contours = {}, line = {} } = trace as unknown as ContourFields;
  const { coloring = "fill", showlines = true } = contours;
  const { color } = mapColors(trace);
  const levels = levelsOf(trace);
  if (coloring !== "lines" && coloring !== "none") {
    paintGround(trace, { ...ground, levels: coloring === "fill" ? levels : undefined });
  }
  const { width = 1 } = line;
  if (!showlines || width === 0) return;
  for (const level of levels) {
    const own = coloring === "lines" ? color(level) : (colorFrom(line.color ?? "") ?? grey);
    for (const piece of piecesAt(trace, { ...ground, level })) {
      ground.canvas.stroke(piece, { color: own, width });
    }
  }
}

const grey: Color = [110, 110, 110, 0.7];

function levelsOf(trace: Trace): number[] {
  const { ncontours = 15, contours: { start, end, size } = {} } = trace as unknown as ContourFields;
  const [low, high] = mapColors(trace).limits;
  if (start !== undefined && end !== undefined) {
    const step = size || end - start || 1;
    const count = Math.floor((end - start) / step + 1e-6) + 1;
    return Array.from({ length: Math.min(count, 200) }, (_, i) => start + i * step);
  }
  const rough = (high - low) / ncontours;
  if (!(rough > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough)!;
  const first = Math.ceil(low / step);
  const count = Math.max(0, Math.floor(high / step) - first + 1);
  return Array.from({ length: count }, (_, i) => (first + i) * step);
}

/** The colours of the ground, between the places where values are known. */
function paintGround(
  trace: Trace,
  { canvas, x, y, levels }: Ground & { levels: readonly number[] | undefined },
): void {
  const { z } = trace as unknown as ContourFields;
  const { color } = mapColors(trace);
  const xs = places(trace, "x").map((value) => x.at(value));
  const ys = places(trace, "y").map((value) => y.at(value));
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const fine = {
    x: Math.max(1, Math.round(right - left)),
    y: Math.max(1, Math.round(bottom - top)),
  };
  const [acrossAt, downAt] = [locator(xs), locator(ys)];
  const colorAt = (column: number, row: number) => {
    const [i, u] = acrossAt(left + ((column + 0.5) / fine.x) * (right - left));
    const [j, v] = downAt(top + ((row + 0.5) / fine.y) * (bottom - top));
    const corner = (dj: 0 | 1, di: 0 | 1) => z[j + dj]?.[i + di] ?? Number.NaN;
    const value =
      (1 - v) * ((1 - u) * corner(0, 0) + u * corner(0, 1)) +
      v * ((1 - u) * corner(1, 0) + u * corner(1, 1));
    if (!Number.isFinite(value)) return undefined;
    return color(levels ? stepped(value, levels) : value);
  };
  canvas.cells({ left, right, top, bottom }, { columns: fine, colorAt });
}

/** The middle between the two levels about a value. */
function stepped(value: number, levels: readonly number[]): number {
  const above = levels.findIndex((level) => level > value);
  const gap = (levels[1] ?? 0) - (levels[0] ?? 0);
  const next = above < 0 ? (levels.at(-1) ?? value) + gap : levels[above]!;
  return next - gap / 2;
}

/** Between which places a pixel lies, and how far along. */
function locator(places: readonly number[]): (pixel: number) => readonly [number, number] {
  const rising = places.at(-1)! >= places[0]!;
  return (pixel) => {
    let [low, high] = [0, places.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (places[middle]! <= pixel === rising) low = middle;
      else high = middle;
    }
    const share = (pixel - places[low]!) / (places[high]! - places[low]! || 1);
    return [low, Math.min(1, Math.max(0, share))];
  };
}

type Place = readonly [x: number, y: number];

/** Lines of one height, cell by cell (marching squares; Lorensen and Cline, 1987, in the plane). */
function piecesAt(trace: Trace, { x, y, level }: Ground & { level: number }): number[][] {
  const { z } = trace as unknown as ContourFields;
  const xs = places(trace, "x").map((value) => x.at(value));
  const ys = places(trace, "y").map((value) => y.at(value));
  const pieces: number[][] = [];
  for (let j = 0; j + 1 < z.length; j += 1) {
    for (let i = 0; i + 1 < z[j]!.length; i += 1) {
      const at: [Place, number][] = [
        [[xs[i]!, ys[j]!], z[j]![i] ?? Number.NaN],
        [[xs[i + 1]!, ys[j]!], z[j]![i + 1] ?? Number.NaN],
        [[xs[i + 1]!, ys[j + 1]!], z[j + 1]![i + 1] ?? Number.NaN],
        [[xs[i]!, ys[j + 1]!], z[j + 1]![i] ?? Number.NaN],
      ];
      const crossings = at.flatMap(([from, a], corner): Place[] => {
        const [to, b] = at[(corner + 1) % 4]!;
        if (a < level === b < level || !Number.isFinite(a + b)) return [];
        const share = (level - a) / (b - a);
        return [[from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]];
      });
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        pieces.push([...crossings[k]!, ...crossings[k + 1]!]);
      }
    }
  }
  return pieces;
}
