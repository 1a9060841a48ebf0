import { colorOf } from "./palette.js";
import { colorFrom } from "./still/color.js";

/** A rectangle on a picture, in pixels from its upper left corner. */
export interface MarkedBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What to mark on an image. */
export interface Marks {
  /** The class of each pixel, row by row. Class 0, and what is `ignore` or below 0, stays clear. */
  readonly mask?: ArrayLike<number> | undefined;
  readonly boxes?: readonly MarkedBox[] | undefined;
}

/** How to mark an image. */
export interface MarkOverlayOptions {
  /** Of the image: height, width, and 1 channel (grey) or 3 (RGB). */
  shape: readonly number[];
  /** How much a mask's colours cover of the image. */
  strength?: number;
  /** The label of pixels without a class. */
  ignore?: number | undefined;
}

type Rgb = readonly [number, number, number];

/**
 * An image from 0 to 1 with the pixels of each class tinted in a colour of its own, and with boxes,
 * as RGB from 0 to 1; for `imageGrid()`.
 *
 * @example
 * const marked = markOverlay([0.2, 0.8], { mask: [0, 1] }, { shape: [1, 2, 1] });
 * imageGrid([marked], { shape: [1, 2, 3], scale: 20 })
 * @throws RangeError when image or mask have not as many numbers as the shape says.
 */
export function markOverlay(
  image: ArrayLike<number>,
  { mask, boxes = [] }: Marks,
  { shape, strength = 0.5, ignore = 255 }: MarkOverlayOptions,
): Float32Array {
  const [height = 0, width = 0, channels = 1] = shape;
  const pixels = height * width;
  const known = channels === 1 || channels === 3;
  if (!known || image.length !== pixels * channels || (mask && mask.length !== pixels)) {
    throw new RangeError(
      `Cannot mark an image of [${shape.join(", ")}]: it needs 1 or 3 channels, ` +
        `${pixels * channels} numbers and a mask of ${pixels} or none, got ${image.length} and ` +
        `${mask ? mask.length : "none"}`,
    );
  }
  const drawn = new Float32Array(3 * pixels);
  for (let i = 0; i < drawn.length; i += 1) {
    drawn[i] = image[channels === 1 ? Math.floor(i / 3) : i]!;
  }
  const colors = new Map<number, Rgb>();
  for (let pixel = 0; mask && pixel < pixels; pixel += 1) {
    const label = mask[pixel]!;
    if (!(label > 0) || label === ignore) continue;
    const color = colors.get(label) ?? rgbOf(label - 1);
    colors.set(label, color);
    tint(drawn, pixel, { color, strength });
  }
  for (const box of boxes) frame(drawn, box, { height, width });
  return drawn;
}

function rgbOf(index: number): Rgb {
  const [red, green, blue] = colorFrom(colorOf(index))!;
  return [red / 255, green / 255, blue / 255];
}

function tint(
  drawn: Float32Array,
  pixel: number,
  { color, strength }: { color: Rgb; strength: number },
): void {
  for (let k = 0; k < 3; k += 1) {
    drawn[3 * pixel + k] = drawn[3 * pixel + k]! * (1 - strength) + color[k]! * strength;
  }
}

/** One pixel wide, just within the box. */
function frame(
  drawn: Float32Array,
  box: MarkedBox,
  { height, width }: { height: number; width: number },
): void {
  const within = (place: number, length: number) =>
    Math.max(0, Math.min(length - 1, Math.round(place)));
  const [left, right] = [within(box.x, width), within(box.x + box.width - 1, width)];
  const [top, bottom] = [within(box.y, height), within(box.y + box.height - 1, height)];
  const paint = (x: number, y: number) =>
    tint(drawn, y * width + x, { color: [1, 1, 0.2], strength: 1 });
  for (let x = left; x <= right; x += 1) [top, bottom].forEach((y) => void paint(x, y));
  for (let y = top; y <= bottom; y += 1) [left, right].forEach((x) => void paint(x, y));
}
