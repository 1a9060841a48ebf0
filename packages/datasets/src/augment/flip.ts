import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import { checkShare } from "./check.js";
import type { Image } from "./image.js";

interface FlipOptions {
  readonly chance: number;
  readonly vertical: boolean;
}

/** Mirrors left and right, or top and bottom, with this chance. */
export function flip({
  chance = 0.5,
  vertical = false,
}: {
  chance?: number;
  vertical?: boolean;
} = {}): Augmentation {
  checkShare("flip", { chance });
  return augmentation(flipImage, { chance, vertical }, { name: "flip" });
}

export function flipImage(image: Image, random: Random, { chance, vertical }: FlipOptions): Image {
  return random() < chance ? mirrored(image, vertical) : image;
}

function mirrored(image: Image, vertical: boolean): Image {
  const { height, width, channels } = image;
  const values = new Float32Array(image.values.length);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const [y, x] = vertical ? [height - 1 - row, column] : [row, width - 1 - column];
      const [from, to] = [(y * width + x) * channels, (row * width + column) * channels];
      for (let channel = 0; channel < channels; channel += 1) {
        values[to + channel] = image.values[from + channel]!;
      }
    }
  }
  return { ...image, values };
}
