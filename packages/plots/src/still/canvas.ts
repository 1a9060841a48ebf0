import type { Raster } from "../picture.js";
import type { Color } from "./color.js";
import { type Box, coverage, type Outline } from "./coverage.js";
import { type StrokeStyle, strokeOutlines } from "./stroke.js";

/** Opaque paper to draw on, in pixels of the page; each is `scale` pixels of the picture. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly #scale: number;
  readonly #columns: number;
  readonly #rows: number;
  readonly #data: Uint8Array;
  #clip: Box;

  constructor({ width, height, scale }: { width: number; height: number; scale: number }) {
    this.width = width;
    this.height = height;
    this.#scale = scale;
    this.#columns = Math.round(width * scale);
    this.#rows = Math.round(height * scale);
    this.#data = new Uint8Array(3 * this.#columns * this.#rows).fill(255);
    this.#clip = { left: 0, top: 0, right: this.#columns, bottom: this.#rows };
  }

  /** Fills what lies inside of outlines; see `coverage`. */
  fill(outlines: readonly Outline[], color: Color): void {
    const scaled = outlines.map((outline) => outline.map((value) => value * this.#scale));
    this.#paint(scaled, color);
  }

  /** Draws a line through points x₀, y₀, x₁, y₁, …; where one is not a number it is broken. */
  stroke(points: readonly number[], { color, width, dash }: StrokeStyle & { color: Color }): void {
    const scaled = points.map((value) => value * this.#scale);
    const style = { width: width * this.#scale, dash: dash?.map((part) => part * this.#scale) };
    this.#paint(strokeOutlines(scaled, { ...style, within: this.#clip }), color);
  }

  /** Fills a box with cells of one colour each, row by row, without smoothing. */
  cells(box: Box, { columns, colorAt }: Cells): void {
    const edge = (value: number) => Math.round(value * this.#scale);
    const [left, top] = [edge(box.left), edge(box.top)];
    const [right, bottom] = [edge(box.right), edge(box.bottom)];
    const rows = columns.y;
    for (let y = Math.max(top, this.#clip.top); y < Math.min(bottom, this.#clip.bottom); y += 1) {
      const row = Math.floor(((y - top + 0.5) / (bottom - top)) * rows);
      for (let x = Math.max(left, this.#clip.left); x < Math.min(right, this.#clip.right); x += 1) {
        const column = Math.floor(((x - left + 0.5) / (right - left)) * columns.x);
        const color = colorAt(column, row);
        if (color) this.#blend(3 * (y * this.#columns + x), { color, share: 1 });
      }
    }
  }

  /** What `draw` draws shows inside of a box alone. */
  within({ left, top, right, bottom }: Box, draw: () => void): void {
    const outside = this.#clip;
    const scale = this.#scale;
    this.#clip = {
      left: Math.max(outside.left, Math.round(left * scale)),
      top: Math.max(outside.top, Math.round(top * scale)),
      right: Math.min(outside.right, Math.round(right * scale)),
      bottom: Math.min(outside.bottom, Math.round(bottom * scale)),
    };
    draw();
    this.#clip = outside;
  }

  raster(): Raster {
    return { width: this.#columns, height: this.#rows, channels: 3, data: this.#data };
  }

  #paint(outlines: readonly Outline[], color: Color): void {
    const covered = coverage(outlines, this.#clip);
    if (!covered) return;
    const { left, top, width, height, shares } = covered;
    for (let row = 0; row < height; row += 1) {
      const end = Math.min(width, this.#columns - left);
      for (let column = 0; column < end; column += 1) {
        const share = shares[row * width + column]!;
        if (share < 1 / 512) continue;
        this.#blend(3 * ((top + row) * this.#columns + left + column), { color, share });
      }
    }
  }

  #blend(at: number, { color, share }: { color: Color; share: number }): void {
    const [red, green, blue] = color;
    const opacity = color[3] * share;
    const data = this.#data;
    data[at] = data[at]! + (red - data[at]!) * opacity + 0.5;
    data[at + 1] = data[at + 1]! + (green - data[at + 1]!) * opacity + 0.5;
    data[at + 2] = data[at + 2]! + (blue - data[at + 2]!) * opacity + 0.5;
  }
}

/** What a grid of cells looks like; nothing where there is no colour. */
export interface Cells {
  readonly columns: { readonly x: number; readonly y: number };
  readonly colorAt: (column: number, row: number) => Color | undefined;
}
