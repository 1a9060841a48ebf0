import type { Raster } from "./picture.js";

/**
 * Numbers as pixels: `range` becomes black to white, and what lies outside is cut off.
 *
 * @throws RangeError unless there are height × width × channels values and 1 or 3 channels.
 */
export function scaledPixels(
  values: ArrayLike<number>,
  {
    height,
    width,
    channels,
    range: [black, white],
  }: { height: number; width: number; channels: number; range: readonly [number, number] },
): Raster {
  if (channels !== 1 && channels !== 3) {
    throw new RangeError(
      `Cannot draw an image of ${channels} channels: it needs 1 (grey) or 3 (RGB); ` +
        "draw one channel at a time",
    );
  }
  if (values.length !== height * width * channels) {
    throw new RangeError(
      `Cannot draw an image of shape [${height}, ${width}, ${channels}]: it needs ` +
        `${height * width * channels} values, got ${values.length}`,
    );
  }
  const factor = 255 / (white - black || 1);
  const data = Uint8ClampedArray.from(values, (v) => (v - black) * factor);
  return { width, height, channels, data: new Uint8Array(data.buffer) };
}
