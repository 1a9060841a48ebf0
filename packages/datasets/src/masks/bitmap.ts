import { checkSize, type PictureSize, type RunLengthMask } from "./run-length-mask.js";

/** No mask of more pixels becomes a bitmap. */
const maxPixels = 250e6;

/**
 * The mask of all pixels that are not 0 in a bitmap, which lies row by row.
 *
 * @example
 * encodeMask([0, 1, 1, 0], { height: 2, width: 2 }).counts; // [1, 2, 1]
 * @throws RangeError when the bitmap has another number of pixels.
 */
export function encodeMask(
  bitmap: ArrayLike<number>,
  { height, width }: PictureSize,
): RunLengthMask {
  const size = checkSize({ height, width });
  if (bitmap.length !== size) {
    throw new RangeError(
      `Cannot make a mask: a bitmap of ${height} × ${width} needs ${size} pixels, got ${bitmap.length}`,
    );
  }
  const counts: number[] = [];
  let [inside, run] = [false, 0];
  for (let x = 0; x < width; x += 1) {
    for (let at = x; at < size; at += width) {
      if ((bitmap[at] !== 0) !== inside) {
        counts.push(run);
        [inside, run] = [!inside, 0];
      }
      run += 1;
    }
  }
  return { height, width, counts: Uint32Array.from([...counts, run]) };
}

/**
 * The bitmap of a mask, row by row: 1 inside, 0 outside.
 *
 * @example
 * decodeMask(polygonMask([[1, 1, 3, 1, 3, 2, 1, 2]], { height: 3, width: 4 }));
 * @throws RangeError for a mask of more than 250 million pixels, or whose counts do not fill it.
 */
export function decodeMask({ height, width, counts }: RunLengthMask): Uint8Array {
  const size = checkSize({ height, width });
  if (size > maxPixels || counts.reduce((sum, count) => sum + count, 0) !== size) {
    throw new RangeError(
      `Cannot decode a mask: its counts must add up to ${height} × ${width}, and to at most ${maxPixels}`,
    );
  }
  const bitmap = new Uint8Array(size);
  let place = 0;
  for (let i = 0; i < counts.length; i += 1) {
    const end = place + counts[i]!;
    if (i % 2 === 1) fill(bitmap, { from: place, to: end, height, width });
    place = end;
  }
  return bitmap;
}

/** Sets the pixels from one place to another, counted down the columns. */
function fill(
  bitmap: Uint8Array,
  { from, to, height, width }: PictureSize & { from: number; to: number },
): void {
  let [x, y] = [Math.floor(from / height), from % height];
  for (let place = from; place < to; place += 1) {
    bitmap[y * width + x] = 1;
    y += 1;
    if (y === height) [x, y] = [x + 1, 0];
  }
}
