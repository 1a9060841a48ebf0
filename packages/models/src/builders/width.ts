/** How many filters or units a network has when it is made wider or narrower. */
export type Widen = (count: number) => number;

/**
 * Multiplies counts by a width, rounded to whole numbers and at least 1.
 * @throws RangeError unless the width is above 0 and finite.
 */
export function widener(maker: string, width: number): Widen {
  if (!(width > 0 && width < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `Cannot make ${maker} with width = ${width}: it must be above 0; 1 is the published network`,
    );
  }
  return (count) => Math.max(1, Math.round(count * width));
}
