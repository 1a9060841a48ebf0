import type { Image } from "./image.js";

/** Gives numbers in [0, 1): the same ones in the same order for the same seed. */
export type Random = () => number;

/**
 * Makes one picture of another, with its mask and boxes if it has any. All its chance must come
 * from `random`, and all else it depends on from `options`; then it gives the same in every thread.
 * What comes out at last in a split must have the size of the examples.
 */
export type Transform<O extends object = object> = (
  image: Image,
  random: Random,
  options: O,
) => Image;

/** A random change of pictures, such as `flip()`: a name, plain options and a pure function. */
export interface Augmentation {
  readonly name: string;
  /** Whatever can be sent to a thread. */
  readonly options: object;
  readonly transform: Transform;
}

/** The change that a function makes, or the change itself. */
export function asAugmentation(change: Augmentation | Transform): Augmentation {
  return typeof change === "function" ? augmentation(change, {}) : change;
}

/**
 * A change of your own. It runs in worker threads when it uses nothing from outside itself but its
 * options (and packages by `require` in its body); otherwise on the main thread, and a note says so.
 *
 * @example
 * const darken = augmentation(
 *   (image, random, { most }) => {
 *     const factor = 1 - most * random();
 *     return { ...image, values: image.values.map((value) => value * factor) };
 *   },
 *   { most: 0.3 },
 * );
 */
export function augmentation<O extends object>(
  transform: Transform<O>,
  options: O,
  { name = transform.name || "your function" }: { name?: string } = {},
): Augmentation {
  return { name, options, transform: transform as Transform };
}
