import type { Pixels } from "./decode-image.js";

/** Which form a picture is brought to. */
export interface Form {
  readonly height: number;
  readonly width: number;
  /** 1: grey by ITU-R BT.601's weights; 3: red, green, blue. */
  readonly channels: 1 | 3;
}

/**
 * A picture in this form, a byte a value, channels last, laid on white where it is transparent.
 * Resized with a triangle filter that widens as the picture shrinks, as Pillow's BILINEAR.
 */
export function fitted(picture: Pixels, { height, width, channels }: Form): Uint8Array {
  const flat = channelsOf(picture, channels);
  if (picture.height === height && picture.width === width) {
    return asBytes(flat);
  }
  const rowsLeft = { lines: picture.height, length: picture.width, channels };
  const narrow = resizedLines(flat, rowsLeft, width);
  const turned = transposed(narrow, { height: picture.height, width, channels });
  const columns = { lines: width, length: picture.height, channels };
  const small = resizedLines(turned, columns, height);
  const values = transposed(small, { height: width, width: height, channels });
  return asBytes(values);
}

/** Weights are positive and sum to 1, so that values stay from 0 to 255. */
function asBytes(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    bytes[i] = values[i]! + 0.5;
  }
  return bytes;
}

function channelsOf({ width, height, data }: Pixels, channels: 1 | 3): Float32Array {
  const flat = new Float32Array(width * height * channels);
  for (let i = 0; i < width * height; i += 1) {
    const opacity = data[4 * i + 3]! / 255;
    const red = 255 + (data[4 * i]! - 255) * opacity;
    const green = 255 + (data[4 * i + 1]! - 255) * opacity;
    const blue = 255 + (data[4 * i + 2]! - 255) * opacity;
    if (channels === 1) {
      flat[i] = 0.299 * red + 0.587 * green + 0.114 * blue;
    } else {
      flat[3 * i] = red;
      flat[3 * i + 1] = green;
      flat[3 * i + 2] = blue;
    }
  }
  return flat;
}

interface Lines {
  readonly lines: number;
  readonly length: number;
  readonly channels: number;
}

/** Each line of `length` pixels as one of `size` pixels. */
function resizedLines(
  from: Float32Array,
  { lines, length, channels }: Lines,
  size: number,
): Float32Array {
  const to = new Float32Array(lines * size * channels);
  const ratio = length / size;
  const reach = Math.max(1, ratio);
  for (let x = 0; x < size; x += 1) {
    const centre = (x + 0.5) * ratio;
    const first = Math.max(0, Math.floor(centre - reach + 0.5));
    const last = Math.min(length, Math.floor(centre + reach + 0.5));
    const weight = (i: number) => Math.max(0, 1 - Math.abs(i + 0.5 - centre) / reach);
    const weights = Array.from({ length: last - first }, (_, i) => weight(first + i));
    const total = weights.reduce((sum, value) => sum + value, 0);
    for (let line = 0; line < lines; line += 1) {
      for (let c = 0; c < channels; c += 1) {
        let sum = 0;
        for (let i = first; i < last; i += 1) {
          sum += weights[i - first]! * from[(line * length + i) * channels + c]!;
        }
        to[(line * size + x) * channels + c] = sum / total;
      }
    }
  }
  return to;
}

function transposed(
  from: Float32Array,
  { height, width, channels }: { height: number; width: number; channels: number },
): Float32Array {
  const to = new Float32Array(from.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (let c = 0; c < channels; c += 1) {
        to[(x * height + y) * channels + c] = from[(y * width + x) * channels + c]!;
      }
    }
  }
  return to;
}
