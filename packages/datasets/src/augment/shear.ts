import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import type { Image } from "./image.js";
import { resampled } from "./resampled.js";

interface ShearOptions {
  readonly most: number;
  readonly fill: number;
}

/**
 * Leans the picture to one side or the other, about its centre, by up to so many degrees.
 *
 * @example
 * data.augment(shear(10)).train.show(12)
 */
export function shear(most: number, { fill = 0 }: { fill?: number } = {}): Augmentation {
  if (!(most >= 0 && most < 90)) {
    throw new RangeError(`Cannot shear with most = ${most}: it must be from 0 to below 90`);
  }
  return augmentation(shearImage, { most, fill }, { name: "shear" });
}

export function shearImage(image: Image, random: Random, { most, fill }: ShearOptions): Image {
  const lean = Math.tan(((most * Math.PI) / 180) * (2 * random() - 1));
  return resampled(image, { from: [1, lean, 0, 0, 1, 0], fill });
}
