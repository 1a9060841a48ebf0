import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import { checkPixels } from "./check.js";
import type { Image } from "./image.js";
import { view } from "./view.js";

interface PadOptions {
  readonly pixels: number;
  readonly fill: number;
}

/**
 * Adds so many pixels of `fill` on every side. The picture grows: in a split, later changes must
 * bring it back to the shape of the examples.
 *
 * @example data.augment(pad(4), rotate(15), crop(0, { size: [28, 28] }))
 */
export function pad(pixels: number, { fill = 0 }: { fill?: number } = {}): Augmentation {
  checkPixels("pad", { pixels });
  return augmentation(padImage, { pixels, fill }, { name: "pad" });
}

export function padImage(image: Image, _random: Random, { pixels, fill }: PadOptions): Image {
  const [height, width] = [image.height + 2 * pixels, image.width + 2 * pixels];
  return view(image, { top: -pixels, left: -pixels, height, width }, { fill });
}
