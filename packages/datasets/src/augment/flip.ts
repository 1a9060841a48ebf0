import { roomLike } from "../room-like.js";
import type { Affine } from "./affine.js";
import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import { checkShare } from "./check.js";
import type { Image } from "./image.js";
import { movedBoxes } from "./moved-boxes.js";

interface FlipOptions {
  readonly chance: number;
  readonly vertical: boolean;
}

/**
 * Mirrors left and right, or top and bottom, with this chance.
 *
 * @example
 * data.augment(flip()).train.show(12)
 */
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
  if (random() >= chance) {
    return image;
  }
  const { height, width, channels, values, mask, boxes } = image;
  const to: Affine = vertical ? [1, 0, 0, 0, -1, height] : [-1, 0, width, 0, 1, 0];
  const flipped = { height, width, vertical };
  return {
    ...image,
    values: mirrored(values, { ...flipped, channels }),
    ...(mask && { mask: mirrored(mask, { ...flipped, channels: 1 }) }),
    ...(boxes && { boxes: movedBoxes(boxes, { to, height, width }) }),
  };
}

function mirrored<A extends Float32Array | Uint8Array | Int32Array>(
  values: A,
  {
    height,
    width,
    channels,
    vertical,
  }: { height: number; width: number; channels: number; vertical: boolean },
): A {
  const result = roomLike(values, values.length);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const [y, x] = vertical ? [height - 1 - row, column] : [row, width - 1 - column];
      const [from, to] = [(y * width + x) * channels, (row * width + column) * channels];
      for (let channel = 0; channel < channels; channel += 1) {
        result[to + channel] = values[from + channel]!;
      }
    }
  }
  return result;
}
