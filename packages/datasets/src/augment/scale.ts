import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import type { Image } from "./image.js";
import { resampled } from "./resampled.js";

interface ScaleOptions {
  readonly most: number;
  readonly fill: number;
}

/**
 * Makes what is on the picture larger or smaller about its centre, by a factor from 1 / `most` to
 * `most`, enlarging as often as reducing.
 *
 * @example
 * data.augment(scale(1.2)).train.show(12)
 */
export function scale(most: number, { fill = 0 }: { fill?: number } = {}): Augmentation {
  if (!(most >= 1 && most < Infinity)) {
    throw new RangeError(`Cannot scale with most = ${most}: it must be a number from 1 on`);
  }
  return augmentation(scaleImage, { most, fill }, { name: "scale" });
}

export function scaleImage(image: Image, random: Random, { most, fill }: ScaleOptions): Image {
  const back = most ** (1 - 2 * random());
  return resampled(image, { from: [back, 0, 0, 0, back, 0], fill });
}
