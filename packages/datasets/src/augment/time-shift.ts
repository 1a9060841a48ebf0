import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import { checkPixels } from "./check.js";
import type { Image } from "./image.js";

interface TimeShiftOptions {
  readonly most: number;
}

/**
 * Moves recordings by up to so many samples, earlier or later; silence comes in.
 *
 * @example
 * const spoken = await audioFolder("words", { sampleRate: 8000 });
 * spoken.augment(timeShift(800), gain(6), noise(0.01)).train.show(4)
 */
export function timeShift(most: number): Augmentation {
  checkPixels("shift in time", { most });
  return augmentation(timeShiftImage, { most }, { name: "timeShift" });
}

export function timeShiftImage(image: Image, random: Random, { most }: TimeShiftOptions): Image {
  const row = image.width * image.channels;
  const distance = row * (Math.floor(random() * (2 * most + 1)) - most);
  const values = new Float32Array(image.values.length);
  const count = values.length - Math.abs(distance);
  if (count > 0) {
    const from = Math.max(0, -distance);
    values.set(image.values.subarray(from, from + count), Math.max(0, distance));
  }
  return { ...image, values };
}
