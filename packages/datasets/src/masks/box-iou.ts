/** A box as COCO writes it, in pixels and fractions of them: its upper left corner and its size. */
export type BoxEdges = readonly [x: number, y: number, width: number, height: number];

/** How much of two things must be the same. */
export interface IouOptions {
  /**
   * The second is a crowd, any part of which may be found: what both have is divided by the first
   * alone.
   */
  crowd?: boolean;
}

/**
 * Intersection over union of two boxes, `[x, y, width, height]`.
 *
 * @example
 * boxIou([0, 0, 2, 2], [1, 0, 2, 2]); // 0.33333
 * boxIou([0, 0, 2, 2], [1, 0, 2, 2], { crowd: true }); // 0.5
 */
export function boxIou(a: BoxEdges, b: BoxEdges, { crowd = false }: IouOptions = {}): number {
  const width = Math.min(a[2] + a[0], b[2] + b[0]) - Math.max(a[0], b[0]);
  if (!(width > 0)) return 0;
  const height = Math.min(a[3] + a[1], b[3] + b[1]) - Math.max(a[1], b[1]);
  if (!(height > 0)) return 0;
  const both = width * height;
  const area = a[2] * a[3];
  return both / (crowd ? area : area + b[2] * b[3] - both);
}
