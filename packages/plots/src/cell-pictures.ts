import { encode } from "fast-png";
import { base64 } from "./picture.js";
import { scaledPixels } from "./scaled-pixels.js";

/** An example of a confusion: its classes by index, and its pixels from 0 to 1. */
export interface ConfusedExample {
  readonly actual: number;
  readonly predicted: number;
  readonly image: ArrayLike<number>;
}

/** Examples in one cell's picture. */
const most = 4;

/** All pictures together take at most so many characters, so that a notebook stays small. */
const budget = 200_000;

/**
 * For each cell a picture of its first examples side by side as a data address, empty where it has
 * none; frequent mistakes first, until there is no more room.
 *
 * @throws RangeError when an image has not the shape, of 1 or 3 channels.
 */
export function cellPictures(
  examples: readonly ConfusedExample[],
  { shape, counts }: { shape: readonly number[]; counts: readonly (readonly number[])[] },
): string[][] {
  const size = counts.length;
  const cells = new Map<number, ConfusedExample[]>();
  for (const example of examples) {
    const key = example.actual * size + example.predicted;
    const own = cells.get(key) ?? [];
    if (own.length < most) cells.set(key, [...own, example]);
  }
  const pictures = Array.from({ length: size }, () => new Array<string>(size).fill(""));
  const frequency = (key: number) => {
    const [actual, predicted] = [Math.floor(key / size), key % size];
    // Mistakes come before what is right.
    return (counts[actual]?.[predicted] ?? 0) * (actual === predicted ? 1e-9 : 1);
  };
  const order = [...cells].sort(([a], [b]) => frequency(b) - frequency(a));
  let used = 0;
  for (const [key, own] of order) {
    const picture = strip(own, shape);
    used += picture.length;
    if (used > budget) break;
    const row = pictures[Math.floor(key / size)];
    if (row) row[key % size] = picture;
  }
  return pictures;
}

/** Images side by side. */
function strip(examples: readonly ConfusedExample[], shape: readonly number[]): string {
  const [height = 0, width = 0, channels = 1] = shape;
  const tiles = examples.map(({ image }) =>
    scaledPixels(image, { height, width, channels, range: [0, 1] }),
  );
  const across = tiles.length * width;
  const data = new Uint8Array(across * height * channels);
  tiles.forEach((tile, i) => {
    for (let row = 0; row < height; row += 1) {
      const line = tile.data.subarray(row * width * channels, (row + 1) * width * channels);
      data.set(line, (row * across + i * width) * channels);
    }
  });
  const png = encode(
    { width: across, height, channels: channels as 1 | 3, data },
    { zlib: { level: 9 } },
  );
  return `data:image/png;base64,${base64(png)}`;
}
