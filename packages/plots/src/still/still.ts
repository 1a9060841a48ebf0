import { encode } from "fast-png";
import type { Layout, Trace } from "../figure.js";
import { drawGrid, drawLabels, type Pair } from "./axes.js";
import { titleText } from "./axis-fields.js";
import { drawBars } from "./bars.js";
import { Canvas } from "./canvas.js";
import { drawColorbar, hasColorbar } from "./colorbar.js";
import { drawContour } from "./contour.js";
import { scale, withDensity } from "./density.js";
import { places } from "./extent.js";
import { type Frame, frameOf } from "./frame.js";
import { drawPicture } from "./image.js";
import { drawLegend, legendItems } from "./legend.js";
import { drawHeatmap } from "./map.js";
import { drawNotes, drawShapes } from "./notes.js";
import { drawScatter, type Ground } from "./scatter.js";
import { ink, sliderHeight, titleSize } from "./style.js";
import { drawText } from "./text.js";

/** Figures larger than this, in pixels of the page, have no still. */
const largest = 4_000_000;

const draw: Readonly<Record<string, (trace: Trace, ground: Ground) => void>> = {
  scatter: drawScatter,
  heatmap: drawHeatmap,
  contour: drawContour,
  image: drawPicture,
};

/** Whether `still` can draw a figure: it knows its traces, and it is of a usual size. */
export function hasStill(data: readonly Trace[], layout: Layout): boolean {
  const { width, height } = sizeOf(layout);
  const known = data.every(({ type }) => type in draw || type === "bar");
  return known && width > 0 && height > 0 && width * height <= largest;
}

/**
 * A figure as a PNG, for readers whose program has no Plotly: drawn as Plotly draws it, in dark
 * letters on white paper. It does not show what `hasStill` says it cannot.
 */
export function still(data: readonly Trace[], layout: Layout): Uint8Array {
  const { width, height } = sizeOf(layout);
  const canvas = new Canvas({ width, height, scale });
  const shown = data
    .map((trace, index) => ({ trace, index }))
    .filter(({ trace }) => isShown(trace));
  const items = legendItems(data, layout).filter(({ trace }) => isShown(trace));
  const frame = frameOf(data, layout, { width, height, items });
  for (const { pair } of frame.pairs) drawGrid(canvas, pair);
  drawShapes(canvas, layout, { ...frame, layer: "below" });
  for (const { ids, pair } of frame.pairs) {
    const own = shown.filter(
      ({ trace: { xaxis = "x", yaxis = "y" } }) => xaxis === ids[0] && yaxis === ids[1],
    );
    canvas.within(pair.box, () => drawTraces(canvas, own, { pair, layout }));
    for (const { trace } of own) if (hasColorbar(trace)) drawColorbar(canvas, trace, pair.box);
  }
  for (const { pair } of frame.pairs) drawLabels(canvas, pair);
  drawShapes(canvas, layout, { ...frame, layer: "above" });
  drawNotes(canvas, layout, frame);
  drawLegend(canvas, items, { layout, area: frame.area });
  drawTitle(canvas, layout, frame);
  return withDensity(encode(canvas.raster(), { zlib: { level: 6 } }));
}

function isShown({ visible }: Trace): boolean {
  return visible !== false && visible !== "legendonly";
}

/** Without what a slider below the figure takes, which a picture has no use for. */
function sizeOf({ width = 640, height = 360, sliders }: Layout): { width: number; height: number } {
  const controls = Array.isArray(sliders) && sliders.length > 0 ? sliderHeight : 0;
  return { width, height: height - controls };
}

function drawTraces(
  canvas: Canvas,
  traces: readonly { trace: Trace; index: number }[],
  { pair: { x, y }, layout }: { pair: Pair; layout: Layout },
): void {
  const bars = traces.filter(({ trace }) => trace.type === "bar");
  const stacked = layout.barmode === "stack" || layout.barmode === "relative";
  const single = stacked || layout.barmode === "overlay";
  const floors: number[] = [];
  for (const { trace, index } of traces) {
    const ground = { canvas, x, y, index };
    if (trace.type !== "bar") {
      draw[trace.type]!(trace, ground);
      continue;
    }
    const position = single ? 0 : bars.findIndex((bar) => bar.index === index);
    const count = single ? 1 : bars.length;
    drawBars(trace, { ...ground, position, count, floors: stacked ? floors : undefined });
    places(trace, trace.orientation === "h" ? "x" : "y").forEach((value, i) => {
      floors[i] = (floors[i] ?? 0) + Number(value);
    });
  }
}

function drawTitle(canvas: Canvas, layout: Layout, { area }: Frame): void {
  const title = layout.title as string | { text?: string; x?: number; y?: number } | undefined;
  const { x = 0.5, y = undefined } = typeof title === "object" ? title : {};
  const middle = y === undefined ? Math.min(area.top / 2, 30) : (1 - y) * canvas.height;
  drawText(canvas, titleText(title), {
    x: x * canvas.width,
    y: middle,
    size: titleSize,
    color: ink,
    anchor: x < 1 / 3 ? "left" : x > 2 / 3 ? "right" : "center",
    baseline: "middle",
  });
}
