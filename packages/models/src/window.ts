import type { Shape } from "@rosenblatt/engine";
import { checkCount, misfit } from "./errors.js";

/** How a window is laid over the edges: only inside the image, or padded so that none is lost. */
export type Pad = "valid" | "same";

/** The side of a square window, or its height and width. */
export type WindowSize = number | readonly [height: number, width: number];

/** A window that moves over an image. */
export interface Window {
  readonly size: readonly [height: number, width: number];
  readonly stride: WindowSize;
  readonly pad: Pad;
  readonly dilation?: number;
}

/** Height and width of a window; refuses sizes that are not whole numbers above 0. */
export function sidesOf(maker: string, size: WindowSize): [number, number] {
  if (typeof size === "number") {
    checkCount(maker, { size });
    return [size, size];
  }
  const [height, width] = size;
  checkCount(maker, { height, width });
  return [height, width];
}

/**
 * How many rows and columns of places a window has in an image `[height, width, channels]`.
 * @throws RangeError when it does not fit into the image, or there is no image.
 */
export function slide(
  { size, stride, pad, dilation = 1 }: Window,
  { label, input, after }: { label: string; input: Shape; after: string },
): [number, number] {
  const [height, width] = imageSizes({ label, input, after });
  const [down, across] = sidesOf(label, stride);
  if (pad === "same") return [Math.ceil(height / down), Math.ceil(width / across)];
  const [rows, columns] = size.map((side) => (side - 1) * dilation + 1) as [number, number];
  if (height < rows || width < columns) {
    const cure = 'take a smaller window or pad: "same"';
    throw misfit(label, { after, needs: `at least [${rows}, ${columns}]`, got: input, cure });
  }
  return [Math.floor((height - rows) / down) + 1, Math.floor((width - columns) / across) + 1];
}

/**
 * The sizes of an image.
 * @throws RangeError when there is none.
 */
export function imageSizes({
  label,
  input,
  after,
}: {
  label: string;
  input: Shape;
  after: string;
}): readonly [number, number, number] {
  if (input.length !== 3) {
    const cure = "put it before flatten(), or give the examples three sizes";
    throw misfit(label, { after, needs: "[height, width, channels]", got: input, cure });
  }
  return input as readonly [number, number, number];
}
