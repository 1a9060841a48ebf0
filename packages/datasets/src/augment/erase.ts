import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import { checkPixels, checkShare } from "./check.js";
import type { Image } from "./image.js";

interface EraseOptions {
  readonly size: number;
  readonly chance: number;
  readonly fill: number;
}

/**
 * Fills a square of this side, centred on a random pixel and cut off at the borders (DeVries and
 * Taylor, Improved regularization of convolutional neural networks with cutout, 2017).
 *
 * @example
 * data.augment(erase(8)).train.show(12)
 */
export function erase(
  size: number,
  { chance = 1, fill = 0 }: { chance?: number; fill?: number } = {},
): Augmentation {
  checkPixels("erase", { size });
  checkShare("erase", { chance });
  return augmentation(eraseImage, { size, chance, fill }, { name: "erase" });
}

export function eraseImage(image: Image, random: Random, options: EraseOptions): Image {
  if (random() >= options.chance) {
    return image;
  }
  const { height, width, channels } = image;
  const { size, fill } = options;
  const corner = (side: number) => Math.floor(random() * side) - Math.floor(size / 2);
  const [top, left] = [corner(height), corner(width)];
  const [first, last] = [Math.max(0, left), Math.min(width, left + size)];
  const values = image.values.slice();
  for (let row = Math.max(0, top); row < Math.min(height, top + size); row += 1) {
    values.fill(fill, (row * width + first) * channels, (row * width + last) * channels);
  }
  return { ...image, values };
}
