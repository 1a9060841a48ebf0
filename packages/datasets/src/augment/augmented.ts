import { generator, seedOf } from "../stream/generator.js";
import { type Augmentation, asAugmentation, type Transform } from "./augmentation.js";
import { changed, sizeText } from "./changed.js";
import type { Image } from "./image.js";

/**
 * One picture after random changes, in this order, with its mask and its boxes: all move together.
 * A mask takes the nearest pixel, and background comes in from outside. Boxes are those around
 * what is left in view; a box of which too little is goes. The same seed gives the same bits.
 *
 * @example
 * const values = new Float32Array(32 * 32 * 3);
 * const mask = new Uint8Array(32 * 32);
 * const boxes = [{ x: 8, y: 4, width: 20, height: 9, label: "cat" }];
 * const photo = { height: 32, width: 32, channels: 3, values, mask, boxes };
 * const changed = augmented(photo, [flip(), rotate(15), colour({ hue: 0.05 })], { seed: 7 });
 * changed.boxes; // bounded anew, as the mask was moved
 * @throws Error that names the change which failed; RangeError when values or mask do not fit.
 */
export function augmented(
  image: Image,
  changes: readonly (Augmentation | Transform)[],
  {
    seed = 1,
    least = 0.1,
  }: {
    seed?: number;
    /** Boxes of whose area a smaller share is left in view are left out. */
    least?: number;
  } = {},
): Image {
  checkSizes(image);
  const random = generator(seedOf(seed, 0));
  const after = changed(image, { augmentations: changes.map(asAugmentation), random });
  const boxes = after.boxes?.filter(({ visible = 1 }) => visible >= least);
  return boxes ? { ...after, boxes } : after;
}

function checkSizes(image: Image): void {
  const { height, width, channels, values, mask } = image;
  const pixels = height * width;
  if (values.length !== pixels * channels || (mask && mask.length !== pixels)) {
    throw new RangeError(
      `Cannot augment a picture of ${sizeText(image)}: it needs ${pixels * channels} values and a ` +
        `mask of ${pixels} or none, got ${values.length} and ${mask ? mask.length : "none"}`,
    );
  }
}
