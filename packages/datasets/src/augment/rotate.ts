import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import { checkAmount } from "./check.js";
import type { Image } from "./image.js";
import { resampled } from "./resampled.js";

interface RotateOptions {
  readonly most: number;
  readonly fill: number;
}

/**
 * Turns about the centre by up to so many degrees in either direction.
 *
 * @example
 * data.augment(rotate(15)).train.show(12)
 */
export function rotate(most: number, { fill = 0 }: { fill?: number } = {}): Augmentation {
  checkAmount("rotate", { most });
  return augmentation(rotateImage, { most, fill }, { name: "rotate" });
}

export function rotateImage(image: Image, random: Random, { most, fill }: RotateOptions): Image {
  const angle = ((most * Math.PI) / 180) * (2 * random() - 1);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return resampled(image, { from: [cos, -sin, 0, sin, cos, 0], fill });
}
