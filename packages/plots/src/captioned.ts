import type { Raster } from "./picture.js";
import { Canvas } from "./still/canvas.js";
import { colorFrom } from "./still/color.js";
import { fontSize, ink, titleSize } from "./still/style.js";
import { drawText, textWidth } from "./still/text.js";

/** What stands about small images. */
export interface Captioned {
  readonly captions: readonly string[] | undefined;
  /** The colour of the frame about each; none where it is left out. */
  readonly frames: readonly (string | undefined)[] | undefined;
  readonly title: string | undefined;
  readonly across: number;
  /** Pixels of the page for each of an image. */
  readonly factor: number;
}

/** Pixels of the picture for each of the page. */
const scale = 1.5;
const gap = 10;
const letters = fontSize - 1;

/** Small images with their captions, frames and title in one picture, on white paper. */
export function captioned(
  tiles: readonly Raster[],
  { captions, frames, title, across, factor }: Captioned,
): Raster {
  const first = {
    width: (tiles[0]?.width ?? 0) * factor,
    height: (tiles[0]?.height ?? 0) * factor,
  };
  const widest = Math.max(0, ...(captions ?? []).map((caption) => textWidth(caption, letters)));
  const cell = Math.max(first.width, Math.min(widest, 2 * first.width + 40)) + gap;
  const tall = first.height + gap + (captions ? letters + 6 : 0);
  const top = gap + (title === undefined ? 0 : titleSize + 12);
  const canvas = new Canvas({
    width: Math.max(across * cell, title === undefined ? 0 : textWidth(title, titleSize)) + gap,
    height: top + Math.ceil(tiles.length / across) * tall,
    scale,
  });
  if (title !== undefined) {
    drawText(canvas, title, { x: gap, y: gap, size: titleSize, color: ink, baseline: "top" });
  }
  tiles.forEach((tile, i) => {
    const middle = gap / 2 + ((i % across) + 0.5) * cell;
    const [left, upper] = [middle - first.width / 2, top + Math.floor(i / across) * tall];
    const box = { left, top: upper, right: left + first.width, bottom: upper + first.height };
    drawTile(canvas, tile, { box, frame: frames?.[i] });
    const caption = captions?.[i];
    if (!caption) return;
    const size = Math.min(letters, (letters * (cell - 4)) / textWidth(caption, letters));
    const place = { x: middle, y: box.bottom + 5, size, color: ink } as const;
    drawText(canvas, caption, { ...place, anchor: "center", baseline: "top" });
  });
  return canvas.raster();
}

function drawTile(
  canvas: Canvas,
  { width, height, channels, data }: Raster,
  { box, frame }: { box: Parameters<Canvas["cells"]>[0]; frame: string | undefined },
): void {
  canvas.cells(box, {
    columns: { x: width, y: height },
    colorAt: (column, row) => {
      const at = (row * width + column) * channels;
      const part = (k: number) => data[at + (channels < 3 ? 0 : k)]!;
      return [part(0), part(1), part(2), 1];
    },
  });
  const color = frame === undefined ? undefined : colorFrom(frame);
  if (!color) return;
  const { left, top, right, bottom } = box;
  const corners = [left, top, right, top, right, bottom, left, bottom, left, top];
  canvas.stroke(corners, { color, width: 3 });
}
