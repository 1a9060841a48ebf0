import type { Layout } from "../figure.js";
import type { Pair } from "./axes.js";
import type { Canvas } from "./canvas.js";
import { colorFrom } from "./color.js";
import type { Box } from "./coverage.js";
import { fontSize, ink } from "./style.js";
import { drawText } from "./text.js";

interface Annotation {
  readonly text?: string;
  readonly x?: unknown;
  readonly y?: unknown;
  readonly xref?: string;
  readonly yref?: string;
  readonly xanchor?: "left" | "center" | "right" | "auto";
  readonly yanchor?: "top" | "middle" | "bottom" | "auto";
  readonly xshift?: number;
  readonly yshift?: number;
  readonly ax?: number;
  readonly ay?: number;
  readonly showarrow?: boolean;
  readonly font?: { readonly size?: number; readonly color?: string };
}

interface Shape {
  readonly type?: string;
  readonly x0: unknown;
  readonly x1: unknown;
  readonly y0: unknown;
  readonly y1: unknown;
  readonly xref?: string;
  readonly yref?: string;
  readonly layer?: "below" | "above";
  readonly fillcolor?: string;
  readonly opacity?: number;
  readonly line?: { readonly color?: string; readonly width?: number; readonly dash?: string };
}

/** What positions of notes refer to: the whole area, or a pair of axes. */
interface Places {
  readonly area: Box;
  readonly pairs: readonly { readonly ids: readonly [x: string, y: string]; readonly pair: Pair }[];
}

/** Draws the lines, boxes and ellipses of a layout that lie below its traces, or above them. */
export function drawShapes(
  canvas: Canvas,
  layout: Layout,
  { layer: drawn, ...places }: Places & { readonly layer: "below" | "above" },
): void {
  for (const shape of (layout.shapes ?? []) as Shape[]) {
    const { layer = "above" } = shape;
    if (layer !== drawn) continue;
    const x = (value: unknown) => pixel(value, { ref: shape.xref ?? "x", axis: 0, places });
    const y = (value: unknown) => pixel(value, { ref: shape.yref ?? "y", axis: 1, places });
    const [left, right, top, bottom] = [x(shape.x0), x(shape.x1), y(shape.y0), y(shape.y1)];
    const { color = "#888", width = 2, dash } = shape.line ?? {};
    const stroke = { color: colorFrom(color) ?? ink, width, dash: dash ? [5, 4] : undefined };
    if (shape.type === "line") {
      canvas.stroke([left, top, right, bottom], stroke);
      continue;
    }
    const round = shape.type === "circle";
    const corners = round
      ? ellipse({ left, top, right, bottom })
      : [left, top, right, top, right, bottom, left, bottom];
    const fill = colorFrom(shape.fillcolor ?? "");
    if (fill) canvas.fill([corners], [fill[0], fill[1], fill[2], fill[3] * (shape.opacity ?? 1)]);
    if (width > 0) canvas.stroke([...corners, corners[0]!, corners[1]!], stroke);
  }
}

/** The outline of the ellipse that fills a box. */
function ellipse({ left, top, right, bottom }: Box): number[] {
  const sides = 96;
  return Array.from({ length: sides }, (_, i) => (2 * Math.PI * i) / sides).flatMap((angle) => [
    (left + right + (right - left) * Math.cos(angle)) / 2,
    (top + bottom + (bottom - top) * Math.sin(angle)) / 2,
  ]);
}

/** Writes the notes of a layout. */
export function drawNotes(canvas: Canvas, layout: Layout, places: Places): void {
  for (const note of (layout.annotations ?? []) as Annotation[]) {
    const { text = "", xshift = 0, yshift = 0, showarrow = true, font = {} } = note;
    const x = pixel(note.x, { ref: note.xref ?? "x", axis: 0, places }) + xshift;
    const y = pixel(note.y, { ref: note.yref ?? "y", axis: 1, places }) - yshift;
    if (!Number.isFinite(x + y)) continue;
    const [ax, ay] = showarrow ? [note.ax ?? 0, note.ay ?? -30] : [0, 0];
    if (showarrow) canvas.stroke([x, y, x + ax, y + ay], { color: ink, width: 1 });
    const anchor = note.xanchor === "auto" ? undefined : note.xanchor;
    const baseline = note.yanchor === "auto" ? undefined : note.yanchor;
    const below = showarrow ? (ay > 0 ? "top" : "bottom") : "middle";
    drawText(canvas, text, {
      x: x + ax,
      y: y + ay,
      size: font.size ?? fontSize,
      color: colorFrom(font.color ?? "") ?? ink,
      anchor: anchor ?? "center",
      baseline: baseline ?? below,
    });
  }
}

function pixel(
  value: unknown,
  { ref, axis, places: { area, pairs } }: { ref: string; axis: 0 | 1; places: Places },
): number {
  const [id, domain] = ref.split(" ");
  const box = id === "paper" ? area : pairs.find(({ ids }) => ids[axis] === id)?.pair.box;
  if (!box) return Number.NaN;
  if (id === "paper" || domain === "domain") {
    return axis === 0
      ? box.left + Number(value) * (box.right - box.left)
      : box.bottom - Number(value) * (box.bottom - box.top);
  }
  const { x, y } = pairs.find(({ ids }) => ids[axis] === id)!.pair;
  return (axis === 0 ? x : y).at(value);
}
