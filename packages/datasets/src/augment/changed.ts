import type { Augmentation, Random } from "./augmentation.js";
import type { Image } from "./image.js";

/**
 * The picture after all changes, in order.
 *
 * @throws Error that names the change which failed, with its own error as the cause.
 */
export function changed(
  image: Image,
  { augmentations, random }: { augmentations: readonly Augmentation[]; random: Random },
): Image {
  return augmentations.reduce((before, { name, options, transform }) => {
    try {
      const after = transform(before, random, options);
      checkPicture(after, before);
      return after;
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`Cannot augment with ${name}: ${message}`, { cause });
    }
  }, image);
}

/** JavaScript lets a function give anything back. */
function checkPicture(after: Image | undefined, before: Image): void {
  const { height, width, channels } = after ?? before;
  const pixels = height * width;
  if (after?.values?.length !== pixels * channels) {
    throw new TypeError(
      `it must give back a picture of ${sizeText(after ?? before)} with ${pixels * channels} ` +
        `values, got ${description(after)}; return { ...image, values }`,
    );
  }
  if (after.mask && after.mask.length !== pixels) {
    throw new TypeError(
      `the mask of a picture of ${sizeText(after)} must have ${pixels} values, ` +
        `got ${after.mask.length}; change it with the picture`,
    );
  }
}

/** Such as `28 × 28 × 1`. */
export function sizeText({
  height,
  width,
  channels,
}: Pick<Image, "height" | "width" | "channels">): string {
  return `${height} × ${width} × ${channels}`;
}

function description(given: Image | undefined): string {
  return given?.values === undefined
    ? String(given)
    : `${sizeText(given)} with ${given.values.length}`;
}
