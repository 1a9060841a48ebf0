import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import { checkAmount } from "./check.js";
import type { Image } from "./image.js";

interface GainOptions {
  readonly decibels: number;
}

/**
 * Makes recordings louder or quieter by up to so many decibels.
 *
 * @example
 * const spoken = await audioFolder("words", { sampleRate: 8000 });
 * spoken.augment(gain(6)).train.show(4)
 */
export function gain(decibels: number): Augmentation {
  checkAmount("change loudness", { decibels });
  return augmentation(gainImage, { decibels }, { name: "gain" });
}

export function gainImage(image: Image, random: Random, { decibels }: GainOptions): Image {
  const factor = 10 ** ((decibels * (2 * random() - 1)) / 20);
  return { ...image, values: image.values.map((value) => value * factor) };
}
