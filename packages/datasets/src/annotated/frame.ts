import type { Pixels } from "../files/decode-image.js";
import { type Form, fitted } from "../files/fitted.js";
import type { PictureSize } from "../masks/run-length-mask.js";

/** How large a picture is in a frame, and how many of the frame's pixels one of its own becomes. */
export interface Placement extends PictureSize {
  readonly across: number;
  readonly down: number;
}

/** What is around pictures in a frame, from 0 to 255: no colour, neither light nor dark. */
const grey = 114;

/** A picture in a frame: as large as fits, its proportions kept, in the upper left corner. */
export function placement(picture: PictureSize, frame: PictureSize): Placement {
  const ratio = Math.min(frame.height / picture.height, frame.width / picture.width);
  const height = Math.max(1, Math.round(picture.height * ratio));
  const width = Math.max(1, Math.round(picture.width * ratio));
  return { height, width, across: width / picture.width, down: height / picture.height };
}

/** A picture in its frame, a byte a value, channels last; grey around it. */
export function framed(picture: Pixels, form: Form): Uint8Array {
  const { height, width } = placement(picture, form);
  const values = fitted(picture, { ...form, height, width });
  if (height === form.height && width === form.width) return values;
  const { channels } = form;
  const all = new Uint8Array(form.height * form.width * channels).fill(grey);
  for (let row = 0; row < height; row += 1) {
    const line = values.subarray(row * width * channels, (row + 1) * width * channels);
    all.set(line, row * form.width * channels);
  }
  return all;
}

/** A number for each pixel of a picture, row by row. */
export interface PixelMap extends PictureSize {
  readonly values: ArrayLike<number>;
}

/** Each pixel's number in a frame: that of the nearest of the picture; around it, `outside`. */
export function framedMap(
  map: PixelMap,
  { frame, outside }: { frame: PictureSize; outside: number },
): Int32Array {
  const { height, width, across, down } = placement(map, frame);
  const all = new Int32Array(frame.height * frame.width).fill(outside);
  for (let row = 0; row < height; row += 1) {
    const from = Math.floor((row + 0.5) / down) * map.width;
    for (let column = 0; column < width; column += 1) {
      all[row * frame.width + column] = map.values[from + Math.floor((column + 0.5) / across)]!;
    }
  }
  return all;
}
