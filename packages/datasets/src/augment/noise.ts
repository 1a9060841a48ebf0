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

export function noiseImage(image: Image, random: Random, { deviation }: NoiseOptions): Image {
  const values = image.values.map((value) => value + deviation * normal(random));
  return { ...image, values };
}

/** Box and Muller, A note on the generation of random normal deviates, 1958. */
function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}
