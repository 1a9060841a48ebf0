/** Which pixels of a picture belong to something, as runs: COCO's run-length encoding. */
export interface RunLengthMask {
  readonly height: number;
  readonly width: number;
  /** Lengths of runs outside and inside, in turns, down one column after the other. */
  readonly counts: Uint32Array;
}

/** How large a picture is, in pixels. */
export interface PictureSize {
  readonly height: number;
  readonly width: number;
}

/** Places in pictures with more pixels do not fit into counts. */
const maxPixels = 2 ** 32 - 1;

/**
 * A mask from its run lengths, as COCO's files list them: outside first, down one column after the
 * other.
 *
 * @example
 * const mask = runLengthMask([1, 2, 1], { height: 2, width: 2 });
 * decodeMask(mask); // [0, 1, 1, 0]: row by row
 * @throws RangeError when a count is no whole number from 0 on, or all do not fill the picture.
 */
export function runLengthMask(
  counts: ArrayLike<number>,
  { height, width }: PictureSize,
): RunLengthMask {
  let sum = 0;
  for (let i = 0; i < counts.length; i += 1) {
    const count = counts[i]!;
    if (!(Number.isInteger(count) && count >= 0)) {
      throw new RangeError(
        `Cannot make a mask: counts must be whole numbers from 0 on, got ${count} at ${i}`,
      );
    }
    sum += count;
  }
  checkSum(sum, { height, width });
  return { height, width, counts: new Uint32Array(counts) };
}

/** @throws RangeError when counts that add up to this do not fill a picture. */
export function checkSum(sum: number, { height, width }: PictureSize): void {
  const size = checkSize({ height, width });
  if (sum === size) return;
  throw new RangeError(
    `Cannot make a mask: counts of ${height} × ${width} pixels must add up to ${size}, ` +
      `got ${sum}; check that they are of this picture`,
  );
}

/** The number of pixels. @throws RangeError when height and width are none of a picture. */
export function checkSize({ height, width }: PictureSize): number {
  const whole = (side: number) => Number.isInteger(side) && side > 0;
  if (!(whole(height) && whole(width) && height * width <= maxPixels)) {
    throw new RangeError(
      `Cannot make a mask: height and width must be whole numbers from 1 on, of ≤ ${maxPixels} ` +
        `pixels together, got ${height} × ${width}`,
    );
  }
  return height * width;
}

/** @throws RangeError when masks are of pictures that differ in size. */
export function checkSameSize(a: PictureSize, b: PictureSize): void {
  if (a.height !== b.height || a.width !== b.width) {
    throw new RangeError(
      `Cannot compare masks: they must be of one picture's size, got ${a.height} × ${a.width} ` +
        `and ${b.height} × ${b.width}`,
    );
  }
}
