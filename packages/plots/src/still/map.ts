import type { Trace } from "../figure.js";
import type { Color, ColorScale } from "./color.js";
import { faded } from "./color.js";
import { colorsOf, limitsOf } from "./color-range.js";
import { edgesOf, places } from "./extent.js";
import type { Scale } from "./scale.js";
import type { Ground } from "./scatter.js";
import { drawText, textWidth } from "./text.js";

/** The fields of a map of values, a heat map or one with contours. */
export interface MapFields {
  readonly z: readonly (readonly (number | null)[])[];
  readonly zmin?: number;
  readonly zmax?: number;
  readonly colorscale?: ColorScale | string;
  readonly reversescale?: boolean;
  readonly opacity?: number;
  readonly xgap?: number;
  readonly ygap?: number;
  readonly text?: readonly (readonly string[])[];
  readonly texttemplate?: string;
}

/** The numbers of a map, its limits, and the colour of each value. */
export function mapColors(trace: Trace): {
  limits: readonly [from: number, to: number];
  color: (value: number) => Color;
} {
  const { z, zmin, zmax, colorscale, reversescale, opacity = 1 } = trace as unknown as MapFields;
  const values = z.flat().filter((value): value is number => value !== null);
  const range = { values, low: zmin, high: zmax };
  const scaled = colorsOf({ ...range, colorscale, reversed: reversescale });
  const color = opacity === 1 ? scaled : (value: number) => faded(scaled(value), opacity);
  return { limits: limitsOf(range), color };
}

/** Draws a heat map, each cell about its place, and what is written in it. */
export function drawHeatmap(trace: Trace, { canvas, x, y }: Ground): void {
  const { z, xgap = 0, ygap = 0, text, texttemplate } = trace as unknown as MapFields;
  const { color } = mapColors(trace);
  const across = bordersOf(places(trace, "x"), x);
  const down = bordersOf(places(trace, "y"), y);
  z.forEach((row, j) => {
    row.forEach((value, i) => {
      if (value === null || !Number.isFinite(value)) return;
      const [left, right] = ordered(across[i]!, across[i + 1]!);
      const [top, bottom] = ordered(down[j]!, down[j + 1]!);
      const box = {
        left: left + xgap / 2,
        right: right - xgap / 2,
        top: top + ygap / 2,
        bottom: bottom - ygap / 2,
      };
      canvas.cells(box, { columns: { x: 1, y: 1 }, colorAt: () => color(value) });
      if (!texttemplate) return;
      const words = text?.[j]?.[i] ?? String(value);
      const size = Math.min(12, (right - left - 4) / textWidth(words, 1) || 12, bottom - top - 2);
      if (size < 5) return;
      const at = { x: (left + right) / 2, y: (top + bottom) / 2 };
      const style = { size, anchor: "center", baseline: "middle" } as const;
      drawText(canvas, words, { ...at, ...style, color: readableOn(color(value)) });
    });
  });
}

function bordersOf(middles: readonly unknown[], scale: Scale): number[] {
  return edgesOf(middles.map((value) => scale.at(value)));
}

function ordered(a: number, b: number): readonly [number, number] {
  return a < b ? [a, b] : [b, a];
}

/** Dark letters on light ground, and light on dark (ITU-R BT.601's luma). */
function readableOn([red, green, blue, opacity]: Color): Color {
  const luma = (0.299 * red + 0.587 * green + 0.114 * blue) * opacity + 255 * (1 - opacity);
  return luma > 140 ? [40, 40, 40, 1] : [255, 255, 255, 1];
}
