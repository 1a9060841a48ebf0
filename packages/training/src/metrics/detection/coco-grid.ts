/** How much must overlap for an object to be found: 0.5, 0.55, …, 0.95, as NumPy spaces them. */
export const thresholds: readonly number[] = spaced(0.5, 0.95, 10);

/** Where precision is read off: 0, 0.01, …, 1. */
export const recalls: readonly number[] = spaced(0, 1, 101);

/** The areas of objects, in pixels, that are scored by themselves; both ends count. */
export const areas = {
  all: [0, 1e10],
  small: [0, 32 ** 2],
  medium: [32 ** 2, 96 ** 2],
  large: [96 ** 2, 1e10],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

export type Area = keyof typeof areas;

/** At most so many of a picture and a class count, the surest. */
export const limits = [1, 10, 100] as const;
export const mostFound = 100;

/** To the last bit NumPy's `linspace`, on which it depends whether a match at a threshold counts. */
function spaced(from: number, to: number, count: number): number[] {
  const step = (to - from) / (count - 1);
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? to : i * step + from));
}
