import type { Shape } from "@rosenblatt/engine";
import { misfit } from "./errors.js";

/** How a window is laid over the edges: only inside the image, or padded so that none is lost. */
export type Pad = "valid" | "same";

/** A square window that moves over an image. */
export interface Window {
  readonly size: number;
  readonly stride: number;
  readonly pad: Pad;
  readonly dilation?: number;
}

/**
 * How many rows and columns of places a window has in an image `[height, width, channels]`.
 * @throws RangeError when it does not fit into the image, or there is no image.
 */
export function slide(
  { size, stride, pad, dilation = 1 }: Window,
  { label, input, after }: { label: string; input: Shape; after: string },
): [number, number] {
  if (input.length !== 3) {
    const cure = "put it before flatten(), or give the examples three sizes";
    throw misfit(label, { after, needs: "[height, width, channels]", got: input, cure });
  }
  const [height, width] = input as readonly [number, number, number];
  if (pad === "same") return [Math.ceil(height / stride), Math.ceil(width / stride)];
  const reach = (size - 1) * dilation + 1;
  if (height < reach || width < reach) {
    const cure = 'take a smaller window or pad: "same"';
    throw misfit(label, { after, needs: `at least [${reach}, ${reach}]`, got: input, cure });
  }
  const places = (length: number) => Math.floor((length - reach) / stride) + 1;
  return [places(height), places(width)];
}
