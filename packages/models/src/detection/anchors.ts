/** A box that a detector starts from, in pixels: its upper left corner and its size. */
export type Anchor = readonly [x: number, y: number, width: number, height: number];

/** Where anchors lie and how large they are. */
export interface AnchorOptions {
  /** How many rows and columns of places the network's outputs have. */
  readonly grid: readonly [rows: number, columns: number];
  /** How many pixels of the picture lie between two places. */
  readonly stride: number;
  /** The sides of the square anchors, in pixels. */
  readonly sizes: readonly number[];
  /** Heights over widths; each has the area of the square. */
  readonly ratios?: readonly number[];
  /** Of the first anchor's middle from the picture's corner, in strides. */
  readonly offset?: number;
}

/**
 * Anchors: boxes of several sizes and ratios about every place of a grid, row by row, at each place
 * ratio after ratio and for each all sizes. A detector tells of each what is there, and how far off
 * the box is. Source: Ren, He, Girshick and Sun, Faster R-CNN (2015), section 3.1.1.
 *
 * @example
 * const boxes = anchors({ grid: [2, 2], stride: 8, sizes: [16] });
 * boxes[0]; // [-4, -4, 16, 16]
 * @throws RangeError for a grid that has no places, and for sizes and ratios that are not above 0.
 */
export function anchors({
  grid: [rows, columns],
  stride,
  sizes,
  ratios = [1],
  offset = 0.5,
}: AnchorOptions): Anchor[] {
  const whole = [rows, columns].every((count) => Number.isInteger(count) && count > 0);
  if (!(whole && [stride, ...sizes, ...ratios].every((length) => length > 0))) {
    throw new RangeError(
      `Cannot lay anchors of sizes ${sizes} and ratios ${ratios} on ${rows} × ${columns} places, ` +
        `${stride} apart: all must be above 0, and places whole numbers`,
    );
  }
  const shapes = ratios.flatMap((ratio) =>
    sizes.map((size) => [size / Math.sqrt(ratio), size * Math.sqrt(ratio)] as const),
  );
  return Array.from({ length: rows * columns }, (_, place) => {
    const x = (offset + (place % columns)) * stride;
    const y = (offset + Math.floor(place / columns)) * stride;
    return shapes.map(([width, height]): Anchor => {
      return [x - width / 2, y - height / 2, width, height];
    });
  }).flat();
}
