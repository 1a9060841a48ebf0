import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import { checkPixels } from "./check.js";
import type { Image } from "./image.js";

interface CropOptions {
  readonly pad: number;
  readonly fill: number;
}

/** Pads every side by so many pixels of `fill`, and cuts the old size out at a random place. */
export function crop(pad: number, { fill = 0 }: { fill?: number } = {}): Augmentation {
  checkPixels("crop", { pad });
  return augmentation(cropImage, { pad, fill }, { name: "crop" });
}

export function cropImage(image: Image, random: Random, { pad, fill }: CropOptions): Image {
  const place = () => Math.floor(random() * (2 * pad + 1)) - pad;
  return window(image, { top: place(), left: place(), fill });
}

/** What a window of the picture's size sees when its corner lies there. */
function window(
  image: Image,
  { top, left, fill }: { top: number; left: number; fill: number },
): Image {
  const { height, width, channels } = image;
  const values = new Float32Array(image.values.length).fill(fill);
  const [first, last] = [Math.max(0, -left), Math.min(width, width - left)];
  for (
    let row = Math.max(0, -top);
    first < last && row < Math.min(height, height - top);
    row += 1
  ) {
    const from = ((row + top) * width + first + left) * channels;
    const seen = image.values.subarray(from, from + (last - first) * channels);
    values.set(seen, (row * width + first) * channels);
  }
  return { ...image, values };
}
