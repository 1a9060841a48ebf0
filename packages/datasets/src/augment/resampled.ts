import type { Image } from "./image.js";

/** Where each pixel comes from: `[a, b, c, d, e, f]` takes (x, y) to (ax + by + c, dx + ey + f). */
export type Affine = readonly [number, number, number, number, number, number];

/**
 * The picture whose pixel at (x, y), counted from the centre, is what the old one has at the place
 * that `from` gives: bilinear between pixels' centres, `fill` outside.
 */
export function resampled(image: Image, { from, fill }: { from: Affine; fill: number }): Image {
  const [a, b, c, d, e, f] = from;
  const { height, width, channels } = image;
  const values = new Float32Array(image.values.length);
  const middleX = (width - 1) / 2;
  const middleY = (height - 1) / 2;
  const place = { x: 0, y: 0, fill };
  for (let row = 0, to = 0; row < height; row += 1) {
    const y = row - middleY;
    for (let column = 0; column < width; column += 1, to += channels) {
      const x = column - middleX;
      place.x = a * x + b * y + c + middleX;
      place.y = d * x + e * y + f + middleY;
      for (let channel = 0; channel < channels; channel += 1) {
        values[to + channel] = bilinear(image, channel, place);
      }
    }
  }
  return { ...image, values };
}

function bilinear(
  image: Image,
  channel: number,
  { x, y, fill }: { x: number; y: number; fill: number },
): number {
  const { height, width, channels, values } = image;
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = x - left;
  const below = y - top;
  const first = (top * width + left) * channels + channel;
  const next = first + width * channels;
  const above = top >= 0 && top < height;
  const under = top >= -1 && top < height - 1;
  const before = left >= 0 && left < width;
  const after = left >= -1 && left < width - 1;
  const leftAbove = above && before ? values[first]! : fill;
  const rightAbove = above && after ? values[first + channels]! : fill;
  const leftUnder = under && before ? values[next]! : fill;
  const rightUnder = under && after ? values[next + channels]! : fill;
  return (
    (1 - below) * ((1 - right) * leftAbove + right * rightAbove) +
    below * ((1 - right) * leftUnder + right * rightUnder)
  );
}
