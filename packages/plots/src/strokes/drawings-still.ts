import type { Raster } from "../picture.js";
import { Canvas } from "../still/canvas.js";
import { colorFrom, faded } from "../still/color.js";
import { scale } from "../still/density.js";
import { fontSize, ink, titleSize } from "../still/style.js";
import { drawText, textWidth } from "../still/text.js";
import { markPlace, markSize, penWidth } from "./drawing-svg.js";
import type { PenLine } from "./pen-lines.js";

/** How drawings stand beside each other. */
export interface DrawingsStill {
  /** Of each, in pixels of the page. */
  readonly side: number;
  readonly across: number;
  /** None, or one for each. */
  readonly captions: readonly string[];
  readonly title: string | undefined;
}

const gap = 8;
const letters = fontSize - 1;

/** Drawings as pixels, with their captions and title, dark on white paper. */
export function drawingsStill(
  drawn: readonly (readonly PenLine[])[],
  { side, across, captions, title }: DrawingsStill,
): Raster {
  const tall = side + gap + (captions.length > 0 ? letters + 6 : 0);
  const top = gap + (title === undefined ? 0 : titleSize + 12);
  const canvas = new Canvas({
    width: Math.max(across * (side + gap), textWidth(title ?? "", titleSize)) + gap,
    height: top + Math.ceil(drawn.length / across) * tall,
    scale,
  });
  drawText(canvas, title ?? "", { x: gap, y: gap, size: titleSize, color: ink, baseline: "top" });
  drawn.forEach((lines, i) => {
    const left = gap + (i % across) * (side + gap);
    const upper = top + Math.floor(i / across) * tall;
    for (const line of lines) drawLine(canvas, line, { side, left, upper });
    const caption = captions[i] ?? "";
    const size = Math.min(letters, (letters * (side + gap)) / (textWidth(caption, letters) || 1));
    const place = { x: left + side / 2, y: upper + side + 4, size, color: ink } as const;
    drawText(canvas, caption, { ...place, anchor: "center", baseline: "top" });
  });
  return canvas.raster();
}

function drawLine(
  canvas: Canvas,
  { points, color: own, opacity, mark }: PenLine,
  { side, left, upper }: { side: number; left: number; upper: number },
): void {
  const color = (own && colorFrom(own)) || ink;
  const placed = points.flatMap(([x, y]) => [left + x, upper + y]);
  canvas.stroke(placed, { color: faded(color, opacity), width: penWidth(side) });
  if (mark === undefined) return;
  const [markX, markY] = markPlace(points, side);
  const place = { x: left + markX, y: upper + markY, size: markSize(side), color } as const;
  drawText(canvas, mark, { ...place, anchor: "center", baseline: "middle" });
}
