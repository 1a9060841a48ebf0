import type { Image } from "./image.js";

/** Where each pixel comes from: `[a, b, c, d, e, f]` takes (x, y) to (ax + by + c, dx + ey + f). */
export type Affine = readonly [number, number, number, number, number, number];

/**
 * The picture whose pixel at (x, y), counted from the centre, is what the old one has at the place
 * that `from` gives: bilinear between pixels' centres, `fill` outside.
 */
export function resampled(image: Image, { from, fill }: { from: Affine; fill: number }): Image {
  const { height, width, channels } = image;
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  const values = new Float32Array(image.values.length);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const [x, y] = [column - middleX, row - middleY];
      const sourceX = from[0] * x + from[1] * y + from[2] + middleX;
      const sourceY = from[3] * x + from[4] * y + from[5] + middleY;
      for (let channel = 0; channel < channels; channel += 1) {
        values[(row * width + column) * channels + channel] = bilinear(image, {
          x: sourceX,
          y: sourceY,
          channel,
          fill,
        });
      }
    }
  }
  return { ...image, values };
}

function bilinear(
  image: Image,
  { x, y, channel, fill }: { x: number; y: number; channel: number; fill: number },
): number {
  const { height, width, channels, values } = image;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, below] = [x - left, y - top];
  const at = (row: number, column: number) =>
    row >= 0 && row < height && column >= 0 && column < width
      ? values[(row * width + column) * channels + channel]!
      : fill;
  return (
    (1 - below) * ((1 - right) * at(top, left) + right * at(top, left + 1)) +
    below * ((1 - right) * at(top + 1, left) + right * at(top + 1, left + 1))
  );
}
