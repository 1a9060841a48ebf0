import type { Trace } from "../figure.js";
import { type AxisFields, titleText } from "./axis-fields.js";
import type { Canvas } from "./canvas.js";
import type { Box } from "./coverage.js";
import { mapColors } from "./map.js";
import type { Scale } from "./scale.js";
import { fontSize, ink } from "./style.js";
import { drawText, textHeight, textWidth } from "./text.js";
import { type Tick, ticksOf } from "./ticks.js";

interface ColorbarFields extends AxisFields {
  readonly thickness?: number;
  readonly title?: { readonly text?: string; readonly side?: string };
}

/** Whether a trace explains its colours by a bar at its side. */
export function hasColorbar({ type, showscale }: Trace): boolean {
  return (type === "heatmap" || type === "contour") && showscale !== false;
}

/** How wide a bar is with its numbers and its title, in pixels. */
export function colorbarRoom(trace: Trace, height: number): number {
  const { thickness = 16, title } = fieldsOf(trace);
  const numbers = ticksFor(trace, { top: 0, bottom: height });
  const widest = Math.max(0, ...numbers.map(({ label }) => textWidth(label, fontSize)));
  const beside = title?.side === "right" && titleText(title) ? 22 : 0;
  const above = title?.side === "right" ? 0 : textWidth(titleText(title), fontSize);
  return 12 + Math.max(thickness + 6 + widest + beside, above) + 6;
}

/** Draws the bar of a map at the right of its axes. */
export function drawColorbar(canvas: Canvas, trace: Trace, area: Box): void {
  const { thickness = 16, title } = fieldsOf(trace);
  const { limits, color } = mapColors(trace);
  const words = titleText(title);
  const lines = words && title?.side !== "right" ? textHeight(words, fontSize) + 10 : 0;
  const left = area.right + 12;
  const bar = { left, right: left + thickness, top: area.top + lines, bottom: area.bottom };
  const rows = Math.max(1, Math.round(bar.bottom - bar.top));
  const valueAt = (row: number) => limits[1] - ((row + 0.5) / rows) * (limits[1] - limits[0]);
  canvas.cells(bar, { columns: { x: 1, y: rows }, colorAt: (_, row) => color(valueAt(row)) });
  const letters = { size: fontSize, color: ink } as const;
  for (const { at, label } of ticksFor(trace, bar)) {
    drawText(canvas, label, { x: bar.right + 6, y: at, ...letters, baseline: "middle" });
  }
  if (lines > 0) drawText(canvas, words, { x: left, y: area.top, ...letters, baseline: "top" });
  else if (words) {
    const x = left + colorbarRoom(trace, bar.bottom - bar.top) - 22;
    const y = (bar.top + bar.bottom) / 2;
    drawText(canvas, words, { x, y, ...letters, anchor: "center", baseline: "middle", angle: 90 });
  }
}

function fieldsOf(trace: Trace): ColorbarFields {
  return (trace.colorbar ?? {}) as ColorbarFields;
}

function ticksFor(trace: Trace, { top, bottom }: Pick<Box, "top" | "bottom">): Tick[] {
  const { limits } = mapColors(trace);
  const at = (value: unknown) =>
    bottom - ((Number(value) - limits[0]) / (limits[1] - limits[0] || 1)) * (bottom - top);
  const { title: _, ...fields } = fieldsOf(trace);
  const scale: Scale = {
    fields,
    type: "linear",
    range: limits,
    ends: [bottom, top],
    categories: [],
    at,
  };
  return ticksOf(scale);
}
