import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import { checkPixels } from "./check.js";
import type { Image } from "./image.js";
import { view } from "./view.js";

interface CropOptions {
  readonly pad: number;
  readonly fill: number;
  readonly size: readonly [height: number, width: number] | undefined;
}

/**
 * Pads every side by so many pixels of `fill`, and cuts a window out at a random place: of the
 * picture's own size, or of `size`.
 *
 * @example
 * data.augment(crop(2)).train.show(12)
 */
export function crop(
  pad: number,
  {
    fill = 0,
    size,
  }: {
    fill?: number;
    /** `[height, width]` in pixels. */
    size?: readonly [height: number, width: number];
  } = {},
): Augmentation {
  checkPixels("crop", { pad, ...(size && { height: size[0], width: size[1] }) });
  return augmentation(cropImage, { pad, fill, size }, { name: "crop" });
}

export function cropImage(image: Image, random: Random, { pad, fill, size }: CropOptions): Image {
  const [height, width] = size ?? [image.height, image.width];
  const room = [image.height + 2 * pad - height, image.width + 2 * pad - width] as const;
  if (room[0] < 0 || room[1] < 0) {
    throw new RangeError(
      `${height} × ${width} is more than the ${image.height + 2 * pad} × ${image.width + 2 * pad} ` +
        "of the picture with its padding; take a smaller size or pad more",
    );
  }
  const [top, left] = room.map((free) => Math.floor(random() * (free + 1)) - pad);
  return view(image, { top: top!, left: left!, height, width }, { fill });
}
