import { colorAt } from "./still/color.js";
import { inferno } from "./still/inferno.js";

/** How to lay heat over an image. */
export interface HeatOverlayOptions {
  /** Of the image: height, width, and 1 channel (grey) or 3 (RGB). */
  shape: readonly number[];
  /** How much the heat covers of the image where it is 1. */
  strength?: number;
}

/**
 * An image from 0 to 1 under heat from 0 to 1, pixel by pixel, as RGB from 0 to 1; for
 * `imageGrid()`. Where there is no heat the image is as it was.
 *
 * @example
 * const warm = heatOverlay([0.2, 0.8], [0, 1], { shape: [1, 2, 1] });
 * imageGrid([warm], { shape: [1, 2, 3], scale: 20 })
 * @throws RangeError when image or heat have not as many numbers as the shape says.
 */
export function heatOverlay(
  image: ArrayLike<number>,
  heat: ArrayLike<number>,
  { shape, strength = 0.6 }: HeatOverlayOptions,
): Float32Array {
  const [height = 0, width = 0, channels = 1] = shape;
  const pixels = height * width;
  const known = channels === 1 || channels === 3;
  if (!known || image.length !== pixels * channels || heat.length !== pixels) {
    throw new RangeError(
      `Cannot lay heat over an image of [${shape.join(", ")}]: it needs 1 or 3 channels, ` +
        `${pixels * channels} numbers and ${pixels} of heat, got ${image.length} and ${heat.length}`,
    );
  }
  const mixed = new Float32Array(3 * pixels);
  for (let i = 0; i < pixels; i += 1) {
    const warm = Math.min(1, Math.max(0, heat[i]!));
    const color = colorAt(inferno, warm);
    const share = strength * Math.min(1, 2 * warm);
    for (let k = 0; k < 3; k += 1) {
      const own = image[i * channels + (channels === 1 ? 0 : k)]!;
      mixed[3 * i + k] = own * (1 - share) + (color[k]! / 255) * share;
    }
  }
  return mixed;
}
