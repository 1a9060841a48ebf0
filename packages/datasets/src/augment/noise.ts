import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import { checkAmount } from "./check.js";
import type { Image } from "./image.js";

interface NoiseOptions {
  readonly deviation: number;
}

/** Adds to every value a normal number of this standard deviation; values may leave [0, 1]. */
export function noise(deviation: number): Augmentation {
  checkAmount("add noise", { deviation });
  return augmentation(noiseImage, { deviation }, { name: "noise" });
}

/** By the polar method, two normal numbers at a time (Marsaglia and Bray, 1964). */
export function noiseImage(image: Image, random: Random, { deviation }: NoiseOptions): Image {
  const values = image.values.slice();
  for (let i = 0; i < values.length; i += 2) {
    let [x, y, square] = [0, 0, 0];
    do {
      x = 2 * random() - 1;
      y = 2 * random() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const factor = deviation * Math.sqrt((-2 * Math.log(square)) / square);
    values[i] = values[i]! + x * factor;
    values[i + 1] = values[i + 1]! + y * factor;
  }
  return { ...image, values };
}
