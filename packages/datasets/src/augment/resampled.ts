import { roomLike } from "../room-like.js";
import { type Affine, fromOrigin, inverse } from "./affine.js";
import type { Image } from "./image.js";
import { movedBoxes } from "./moved-boxes.js";

/**
 * The picture whose pixel at (x, y), counted from the centre, is what the old one has at the place
 * that `from` gives: bilinear between pixels' centres, `fill` outside. Its mask has the nearest
 * pixel, `outside` outside, and its boxes go along.
 */
export function resampled(image: Image, { from, fill }: { from: Affine; fill: number }): Image {
  const [a, b, c, d, e, f] = from;
  const { height, width, channels, mask, boxes } = image;
  const values = new Float32Array(image.values.length);
  const moved = mask && roomLike(mask, mask.length);
  const middleX = (width - 1) / 2;
  const middleY = (height - 1) / 2;
  const place = { x: 0, y: 0, fill };
  for (let row = 0, pixel = 0; row < height; row += 1) {
    const y = row - middleY;
    for (let column = 0; column < width; column += 1, pixel += 1) {
      const x = column - middleX;
      place.x = a * x + b * y + c + middleX;
      place.y = d * x + e * y + f + middleY;
      for (let channel = 0; channel < channels; channel += 1) {
        values[pixel * channels + channel] = bilinear(image, channel, place);
      }
      if (moved) {
        moved[pixel] = nearest(image, place);
      }
    }
  }
  const to = fromOrigin(inverse(from), [width / 2, height / 2]);
  return {
    ...image,
    values,
    ...(moved && { mask: moved }),
    ...(boxes && { boxes: movedBoxes(boxes, { to, height, width }) }),
  };
}

/** Counted from the centre of the first pixel. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly fill: number;
}

function nearest({ height, width, mask, outside = 0 }: Image, { x, y }: Place): number {
  const [column, row] = [Math.round(x), Math.round(y)];
  const inside = column >= 0 && column < width && row >= 0 && row < height;
  return inside ? mask![row * width + column]! : outside;
}

function bilinear(image: Image, channel: number, { x, y, fill }: Place): number {
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
