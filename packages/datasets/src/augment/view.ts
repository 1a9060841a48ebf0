import { roomLike } from "../room-like.js";
import type { Image } from "./image.js";
import { movedBoxes } from "./moved-boxes.js";

/** Where a window lies on a picture and how large it is, in pixels. */
interface Window {
  /** Of its first row, from the picture's; may be outside, as may all of it. */
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** What a window sees of a picture: `fill` outside of it, and background in the mask. */
export function view(image: Image, window: Window, { fill }: { fill: number }): Image {
  const { channels, mask, boxes } = image;
  const { top, left, height, width } = window;
  return {
    ...image,
    height,
    width,
    values: seen(image.values, { image, window, channels, fill }),
    ...(mask && { mask: seen(mask, { image, window, channels: 1, fill: image.outside ?? 0 }) }),
    ...(boxes && { boxes: movedBoxes(boxes, { to: [1, 0, -left, 0, 1, -top], height, width }) }),
  };
}

function seen<A extends Float32Array | Uint8Array | Int32Array>(
  values: A,
  {
    image,
    window: { top, left, height, width },
    channels,
    fill,
  }: { image: Image; window: Window; channels: number; fill: number },
): A {
  const result = roomLike(values, height * width * channels);
  result.fill(fill);
  const [first, last] = [Math.max(0, -left), Math.min(width, image.width - left)];
  const end = first < last ? Math.min(height, image.height - top) : 0;
  for (let row = Math.max(0, -top); row < end; row += 1) {
    const from = ((row + top) * image.width + first + left) * channels;
    const part = values.subarray(from, from + (last - first) * channels);
    result.set(part, (row * width + first) * channels);
  }
  return result;
}
