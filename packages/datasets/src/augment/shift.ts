import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import { checkAmount } from "./check.js";
import type { Image } from "./image.js";
import { resampled } from "./resampled.js";

interface ShiftOptions {
  readonly most: number;
  readonly fill: number;
}

/**
 * Moves by up to so many pixels, and fractions of them, in both directions of both axes.
 *
 * @example
 * data.augment(shift(2)).train.show(12)
 */
export function shift(most: number, { fill = 0 }: { fill?: number } = {}): Augmentation {
  checkAmount("shift", { most });
  return augmentation(shiftImage, { most, fill }, { name: "shift" });
}

export function shiftImage(image: Image, random: Random, { most, fill }: ShiftOptions): Image {
  const distance = () => most * (2 * random() - 1);
  return resampled(image, { from: [1, 0, distance(), 0, 1, distance()], fill });
}
