import { normalPair } from "../normal.js";
import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import { checkAmount } from "./check.js";
import type { Image } from "./image.js";

interface NoiseOptions {
  readonly deviation: number;
}

/**
 * Adds to every value a normal number of this standard deviation; values may leave [0, 1].
 *
 * @example
 * data.augment(noise(0.1)).train.show(12)
 */
export function noise(deviation: number): Augmentation {
  checkAmount("add noise", { deviation });
  return augmentation(noiseImage, { deviation }, { name: "noise" });
}

export function noiseImage(image: Image, random: Random, { deviation }: NoiseOptions): Image {
  const values = image.values.slice();
  for (let i = 0; i < values.length; i += 2) {
    const [first, second] = normalPair(random);
    values[i] = values[i]! + deviation * first;
    values[i + 1] = values[i + 1]! + deviation * second;
  }
  return { ...image, values };
}
