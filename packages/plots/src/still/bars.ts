import type { Trace } from "../figure.js";
import { colorOf } from "../palette.js";
import { type Color, colorFrom, faded } from "./color.js";
import { places } from "./extent.js";
import type { Ground } from "./scatter.js";
import { fontSize, ink } from "./style.js";
import { drawText } from "./text.js";

interface BarFields {
  readonly marker?: { readonly color?: string | readonly string[]; readonly opacity?: number };
  readonly orientation?: "h" | "v";
  readonly base?: readonly number[];
  readonly width?: number;
  readonly text?: readonly string[];
}

/** Where a bar trace stands among others: side by side, or on top of what is there. */
export interface BarPlace {
  readonly position: number;
  readonly count: number;
  readonly floors: readonly number[] | undefined;
}

/** Draws bars, upright or lying, with what is written at their ends. */
export function drawBars(
  trace: Trace,
  { canvas, x, y, index, position, count, floors }: Ground & BarPlace,
): void {
  const { orientation = "v", base, width, text } = trace as BarFields;
  const lying = orientation === "h";
  const [along, height] = lying ? [y, x] : [x, y];
  const middles = places(trace, lying ? "y" : "x").map((value) => along.at(value));
  const values = places(trace, lying ? "x" : "y").map(Number);
  const unit = (along.ends[1] - along.ends[0]) / (along.range[1] - along.range[0]);
  const spacing = width ? Math.abs(unit * width) : 0.8 * spacingOf(middles, Math.abs(unit));
  const wide = spacing / count;
  values.forEach((value, i) => {
    const from = base?.[i] ?? floors?.[i] ?? 0;
    const [start, end] = [height.at(from), height.at(from + value)];
    const low = middles[i]! - spacing / 2 + position * wide;
    const corners = lying
      ? [start, low, end, low, end, low + wide, start, low + wide]
      : [low, start, low, end, low + wide, end, low + wide, start];
    if (corners.every(Number.isFinite)) canvas.fill([corners], barColor(trace, { index, i }));
    const words = text?.[i];
    if (words === undefined) return;
    const style = { size: fontSize - 1, color: ink } as const;
    const middle = low + wide / 2;
    if (lying) drawText(canvas, words, { x: end + 4, y: middle, ...style, baseline: "middle" });
    else drawText(canvas, words, { x: middle, y: end - 4, ...style, anchor: "center" });
  });
}

function spacingOf(middles: readonly number[], unit: number): number {
  const gaps = middles.slice(1).map((middle, i) => Math.abs(middle - middles[i]!));
  return gaps.reduce((least, gap) => (gap > 0 ? Math.min(least, gap) : least), Infinity) ===
    Infinity
    ? unit
    : Math.min(...gaps.filter((gap) => gap > 0));
}

/** The colour of one bar. */
export function barColor(trace: Trace, { index, i }: { index: number; i: number }): Color {
  const { marker: { color, opacity = 1 } = {} } = trace as BarFields;
  const given = typeof color === "object" ? color[i] : color;
  const own = typeof trace.opacity === "number" ? trace.opacity : 1;
  return faded(colorFrom(given ?? "") ?? colorFrom(colorOf(index))!, opacity * own);
}
