import type { Augmentation, Random } from "./augmentation.js";
import type { Image } from "./image.js";

/**
 * The picture after all changes, in order.
 *
 * @throws Error that names the change which failed, with its own error as the cause.
 */
export function augmented(
  image: Image,
  { augmentations, random }: { augmentations: readonly Augmentation[]; random: Random },
): Image {
  return augmentations.reduce((before, { name, options, transform }) => {
    try {
      const after = transform(before, random, options);
      checkSize(after, image);
      return after;
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`Cannot augment with ${name}: ${message}`, { cause });
    }
  }, image);
}

/** JavaScript lets a function give anything back. */
function checkSize(after: Image | undefined, { height, width, channels, values }: Image): void {
  const fits =
    after?.height === height &&
    after.width === width &&
    after.channels === channels &&
    after.values?.length === values.length;
  if (!fits) {
    throw new TypeError(
      `it must give back a picture of ${height} × ${width} × ${channels} with ${values.length} ` +
        `values, got ${description(after)}; return { ...image, values }`,
    );
  }
}

function description(given: Image | undefined): string {
  return given?.values === undefined
    ? String(given)
    : `${given.height} × ${given.width} × ${given.channels} with ${given.values.length}`;
}
