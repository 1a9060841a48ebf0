import type { Layout, Trace } from "../figure.js";
import { barColor } from "./bars.js";
import type { Canvas } from "./canvas.js";
import type { Box } from "./coverage.js";
import type { Scale } from "./scale.js";
import { drawScatter, lineColor } from "./scatter.js";
import { fontSize, ink } from "./style.js";
import { drawText, textWidth } from "./text.js";

/** The traces that a legend names. */
export interface LegendItem {
  readonly trace: Trace;
  readonly index: number;
}

interface LegendFields {
  readonly orientation?: "h" | "v";
  readonly x?: number;
  readonly y?: number;
  readonly xanchor?: string;
  readonly yanchor?: string;
  readonly traceorder?: string;
}

const key = 34;
const gap = 14;
const lineHeight = 19;

/** What the legend of a figure names; nothing when it has none. */
export function legendItems(data: readonly Trace[], layout: Layout): LegendItem[] {
  const named = data
    .map((trace, index) => ({ trace, index }))
    .filter(
      ({ trace: { name, showlegend, type } }) =>
        name && showlegend !== false && (type === "scatter" || type === "bar"),
    );
  const shown = layout.showlegend ?? named.length > 1;
  return shown ? named : [];
}

/** How much wider the right margin must be for a legend beside the figure. */
export function legendRoom(items: readonly LegendItem[], layout: Layout): number {
  if (items.length === 0 || isAcross(layout)) return 0;
  const { x = 1.02 } = (layout.legend ?? {}) as LegendFields;
  if (x < 1) return 0;
  return 16 + key + Math.max(...items.map(({ trace }) => textWidth(trace.name!, fontSize)));
}

function isAcross({ legend }: Layout): boolean {
  return (legend as LegendFields | undefined)?.orientation === "h";
}

/** Draws it where the layout wants it about the area of all axes. */
export function drawLegend(
  canvas: Canvas,
  items: readonly LegendItem[],
  { layout, area }: { layout: Layout; area: Box },
): void {
  const fields = (layout.legend ?? {}) as LegendFields;
  const across = isAcross(layout);
  const [width, height] = [area.right - area.left, area.bottom - area.top];
  const widths = items.map(({ trace }) => key + textWidth(trace.name!, fontSize) + gap);
  const rows = across ? rowsOf(widths, canvas.width - area.left) : items.map((_, i) => [i]);
  const total = Math.max(0, ...rows.map((row) => row.reduce((sum, i) => sum + widths[i]!, 0)));
  const { x = across ? 0 : 1.02, y = across ? -0.1 : 1 } = fields;
  const { xanchor = "left", yanchor = across && y < 0 ? "top" : y > 1 ? "bottom" : "top" } = fields;
  const left =
    area.left + x * width - { left: 0, center: 0.5, right: 1 }[xanchor as "left"]! * total;
  const tall = rows.length * lineHeight;
  const top =
    area.bottom - y * height - { top: 0, middle: 0.5, bottom: 1 }[yanchor as "top"]! * tall;
  rows.forEach((row, number) => {
    let at = left;
    for (const i of row) {
      const middle = top + (number + 0.5) * lineHeight;
      drawKey(canvas, items[i]!, { left: at, middle });
      const words = { x: at + key, y: middle, size: fontSize, color: ink, baseline: "middle" };
      drawText(canvas, items[i]!.trace.name!, words as Parameters<typeof drawText>[2]);
      at += widths[i]!;
    }
  });
}

function rowsOf(widths: readonly number[], room: number): number[][] {
  const rows: number[][] = [[]];
  let used = 0;
  widths.forEach((width, i) => {
    if (used > 0 && used + width > room) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)!.push(i);
    used += width;
  });
  return rows;
}

/** A short piece of a trace: its line, or its marker, or its colour. */
function drawKey(
  canvas: Canvas,
  { trace, index }: LegendItem,
  { left, middle }: { left: number; middle: number },
): void {
  if (trace.type === "bar") {
    const [right, top, bottom] = [left + 22, middle - 5, middle + 5];
    canvas.fill(
      [[left + 6, top, right, top, right, bottom, left + 6, bottom]],
      barColor(trace, { index, i: 0 }),
    );
    return;
  }
  const mode = String(trace.mode ?? "lines");
  const pixels = (ends: readonly [number, number]): Scale => ({
    fields: {},
    type: "linear",
    range: [0, 1],
    ends,
    categories: [],
    at: (value) => ends[0] + Number(value) * (ends[1] - ends[0]),
  });
  const ground = {
    canvas,
    x: pixels([left + 3, left + 27]),
    y: pixels([middle, middle + 1]),
    index,
  };
  const { fill: _, error_x, error_y, text, ...bare } = trace;
  if (mode.includes("lines")) drawScatter({ ...bare, mode: "lines", x: [0, 1], y: [0, 0] }, ground);
  if (mode.includes("markers")) {
    const size = Math.min(10, firstOf((trace.marker as { size?: unknown } | undefined)?.size) ?? 6);
    const marker = { ...(trace.marker as object), size };
    drawScatter({ ...bare, mode: "markers", x: [0.5], y: [0], marker }, ground);
  }
  if (trace.fill && !mode.includes("lines")) {
    canvas.stroke([left + 3, middle, left + 27, middle], {
      color: lineColor(trace, index),
      width: 6,
    });
  }
}

function firstOf(given: unknown): number | undefined {
  const value = Array.isArray(given) ? given[0] : given;
  return typeof value === "number" ? value : undefined;
}
