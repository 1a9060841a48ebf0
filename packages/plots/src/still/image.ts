import { decode } from "fast-png";
import type { Trace } from "../figure.js";
import type { Color } from "./color.js";
import type { Ground } from "./scatter.js";

interface ImageFields {
  readonly source?: string;
  readonly x0?: number;
  readonly y0?: number;
  readonly dx?: number;
  readonly dy?: number;
}

/** Draws a PNG that a trace carries as a data address, each of its pixels `dx` × `dy` units. */
export function drawPicture(trace: Trace, { canvas, x, y }: Ground): void {
  const { source = "", x0 = 0, y0 = 0, dx = 1, dy = 1 } = trace as ImageFields;
  const bytes = /^data:image\/png;base64,(.*)$/.exec(source)?.[1];
  if (!bytes) return;
  const { width, height, channels, data } = decode(Buffer.from(bytes, "base64"));
  const [left, right] = [x.at(x0 - dx / 2), x.at(x0 + (width - 0.5) * dx)];
  const [top, bottom] = [y.at(y0 - dy / 2), y.at(y0 + (height - 0.5) * dy)];
  const colorAt = (column: number, row: number): Color => {
    const at = (row * width + column) * channels;
    const grey = channels < 3;
    const alpha = channels % 2 === 0 ? data[at + channels - 1]! / 255 : 1;
    return [data[at]!, data[at + (grey ? 0 : 1)]!, data[at + (grey ? 0 : 2)]!, alpha];
  };
  const box = { left, right, top, bottom };
  canvas.cells(box, { columns: { x: width, y: height }, colorAt });
}
