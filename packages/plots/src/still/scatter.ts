import type { Trace } from "../figure.js";
import { colorOf } from "../palette.js";
import type { Canvas } from "./canvas.js";
import { type Color, type ColorScale, colorFrom, faded } from "./color.js";
import { colorsOf } from "./color-range.js";
import { places } from "./extent.js";
import { markerOutline } from "./markers.js";
import type { Scale } from "./scale.js";
import { fontSize, ink } from "./style.js";
import { drawText } from "./text.js";

/** Where a trace is drawn. */
export interface Ground {
  readonly canvas: Canvas;
  readonly x: Scale;
  readonly y: Scale;
  /** The trace's position among all, which gives it its colour. */
  readonly index: number;
}

interface LineFields {
  readonly color?: string;
  readonly width?: number;
  readonly dash?: string;
  readonly shape?: string;
}

interface MarkerFields {
  readonly color?: string | readonly (string | number)[];
  readonly colorscale?: ColorScale;
  readonly cmin?: number;
  readonly cmax?: number;
  readonly size?: number | readonly number[];
  readonly symbol?: string | readonly string[];
  readonly opacity?: number;
  readonly line?: { readonly color?: string; readonly width?: number };
}

const dashes: Readonly<Record<string, readonly number[]>> = {
  dot: [2, 3],
  dash: [7, 5],
  dashdot: [7, 4, 2, 4],
  longdash: [12, 6],
};

/** Draws lines, areas, points and their labels. */
export function drawScatter(trace: Trace, ground: Ground): void {
  const { x, y } = ground;
  const xs = places(trace, "x").map((value) => x.at(value));
  const ys = places(trace, "y").map((value) => y.at(value));
  const mode = typeof trace.mode === "string" ? trace.mode : "lines+markers";
  if (trace.fill === "toself" || trace.fill === "tozeroy") area(trace, { ...ground, xs, ys });
  errorBars(trace, { ...ground, xs, ys });
  if (mode.includes("lines")) curve(trace, { ...ground, xs, ys });
  if (mode.includes("markers")) markers(trace, { ...ground, xs, ys });
  if (mode.includes("text")) labels(trace, { ...ground, xs, ys });
}

/** The colour of a trace's lines. */
export function lineColor(trace: Trace, index: number): Color {
  const { color } = (trace.line ?? {}) as LineFields;
  const marker = (trace.marker as MarkerFields | undefined)?.color;
  const given = color ?? (typeof marker === "string" ? marker : undefined);
  const found = (given && colorFrom(given)) || colorFrom(colorOf(index))!;
  return faded(found, opacityOf(trace));
}

function opacityOf({ opacity }: Trace): number {
  return typeof opacity === "number" ? opacity : 1;
}

interface Placed extends Ground {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

function curve(trace: Trace, { canvas, xs, ys, index }: Placed): void {
  const { width = 2, dash, shape } = (trace.line ?? {}) as LineFields;
  if (width === 0) return;
  const stepped = shape === "hv";
  const points = xs.flatMap((x, i) =>
    stepped && i > 0 ? [x, ys[i - 1]!, x, ys[i]!] : [x, ys[i]!],
  );
  canvas.stroke(points, {
    color: lineColor(trace, index),
    width,
    dash: dash ? dashes[dash] : undefined,
  });
}

function area(trace: Trace, { canvas, xs, ys, y, index }: Placed): void {
  const given = typeof trace.fillcolor === "string" ? colorFrom(trace.fillcolor) : undefined;
  const color = faded(given ?? faded(lineColor(trace, index), 0.5), opacityOf(trace));
  if (trace.fill === "toself") {
    canvas.fill(unbroken({ xs, ys }), color);
    return;
  }
  const points = unbroken({ xs, ys }).flat();
  const floor = y.at(0);
  canvas.fill([[...points, points.at(-2)!, floor, points[0]!, floor]], color);
}

/** The runs of points between gaps. */
function unbroken({ xs, ys }: Pick<Placed, "xs" | "ys">): number[][] {
  const runs: number[][] = [[]];
  xs.forEach((x, i) => {
    if (Number.isFinite(x + ys[i]!)) runs.at(-1)!.push(x, ys[i]!);
    else runs.push([]);
  });
  return runs.filter((run) => run.length > 0);
}

interface ErrorFields {
  readonly array?: readonly number[];
  readonly arrayminus?: readonly number[];
  readonly color?: string;
  readonly thickness?: number;
  /** Half the length of the strokes at the ends. */
  readonly width?: number;
}

function errorBars(trace: Trace, { canvas, x, y, xs, ys, index }: Placed): void {
  for (const direction of ["x", "y"] as const) {
    const fields = (trace[`error_${direction}`] ?? {}) as ErrorFields;
    const { array, arrayminus = array, thickness = 1.5, width = 4 } = fields;
    if (!array || !arrayminus) continue;
    const [scale, sides] = direction === "x" ? [x, ys] : [y, xs];
    const color = colorFrom(fields.color ?? "") ?? lineColor(trace, index);
    const point = (along: number, side: number) =>
      direction === "x" ? [along, side] : [side, along];
    places(trace, direction).forEach((value, i) => {
      const side = sides[i]!;
      const low = scale.at(Number(value) - arrayminus[i]!);
      const high = scale.at(Number(value) + array[i]!);
      canvas.stroke([...point(low, side), ...point(high, side)], { color, width: thickness });
      for (const end of [low, high]) {
        const stroke = [...point(end, side - width), ...point(end, side + width)];
        canvas.stroke(stroke, { color, width: thickness });
      }
    });
  }
}

function markers(trace: Trace, { canvas, xs, ys, index }: Placed): void {
  const marker = (trace.marker ?? {}) as MarkerFields;
  const colors = markerColors(trace, index);
  const opacity = opacityOf(trace) * (marker.opacity ?? 1);
  const border = marker.line?.width ?? 0;
  const borderColor = colorFrom(marker.line?.color ?? "") ?? ink;
  xs.forEach((x, i) => {
    const y = ys[i]!;
    if (!Number.isFinite(x + y)) return;
    const size = pick(marker.size, i) ?? 6;
    const symbol = pick(marker.symbol, i) ?? "circle";
    const outline = markerOutline(symbol, { x, y, size });
    const color = faded(colors(i), opacity);
    const ring = [...outline, outline[0]!, outline[1]!];
    if (symbol.endsWith("-open")) {
      canvas.stroke(ring, { color, width: border || 1.5 });
      return;
    }
    canvas.fill([outline], color);
    if (border > 0) canvas.stroke(ring, { color: faded(borderColor, opacity), width: border });
  });
}

function markerColors(trace: Trace, index: number): (i: number) => Color {
  const { color, colorscale, cmin, cmax } = (trace.marker ?? {}) as MarkerFields;
  const own = faded(lineColor(trace, index), 1 / opacityOf(trace));
  if (!Array.isArray(color)) return () => own;
  const numbers = color.filter((value): value is number => typeof value === "number");
  const scaled = colorsOf({ colorscale, values: numbers, low: cmin, high: cmax });
  return (i) => {
    const given: string | number = color[i];
    return (typeof given === "number" ? scaled(given) : colorFrom(given)) ?? own;
  };
}

function labels(trace: Trace, { canvas, xs, ys }: Placed): void {
  const { color, size = fontSize } = (trace.textfont ?? {}) as { color?: string; size?: number };
  const marker = (trace.marker ?? {}) as MarkerFields;
  xs.forEach((x, i) => {
    const text = pick(trace.text as string | string[] | undefined, i);
    if (text === undefined || !Number.isFinite(x + ys[i]!)) return;
    const where = pick(trace.textposition as string | string[] | undefined, i) ?? "middle center";
    const [away, aside] = sidesOf(where);
    const anchor = aside < 0 ? "right" : aside > 0 ? "left" : "center";
    const baseline = away < 0 ? "bottom" : away > 0 ? "top" : "middle";
    const gap = mode(trace).includes("markers") ? (pick(marker.size, i) ?? 6) / 2 + 3 : 0;
    drawText(canvas, text, {
      x: x + aside * gap,
      y: ys[i]! + away * gap,
      ...{ size, anchor, baseline, color: (color && colorFrom(color)) || ink },
    });
  });
}

/** What Plotly's `top right` and its like mean: down, and to the right. */
function sidesOf(where: string): readonly [down: number, right: number] {
  const [vertical, horizontal] = where.split(" ");
  return [{ top: -1, bottom: 1 }[vertical!] ?? 0, { left: -1, right: 1 }[horizontal!] ?? 0];
}

function mode(trace: Trace): string {
  return String(trace.mode ?? "");
}

/** The value for one of many, where there may be one for all. */
function pick<T extends string | number>(
  given: T | readonly T[] | undefined,
  i: number,
): T | undefined {
  return typeof given === "object" ? given[i] : given;
}
