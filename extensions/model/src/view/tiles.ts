import type { TranslationBundle } from "@jupyterlab/translation";
import type { Answer } from "../line/model-line.js";
import type { Pictures } from "../protocol.js";
import { pixelColor } from "./pixel-colors.js";

/** A small picture in colours. */
export interface Tile {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** A row of units is broken into lines of so many. */
const unitsALine = 20;

/**
 * The pictures of an answer in colours, one scale for all.
 * @throws RangeError when the answer has not the numbers that it tells of.
 */
export function tilesOf({ result, bytes }: Answer<Pictures>, trans: TranslationBundle): Tile[] {
  const { height, width, channels, shown, min, max } = result;
  const each = height * width * channels;
  if (!bytes || bytes.byteLength !== 4 * shown * each) {
    throw new RangeError(
      trans.__(
        "Cannot show the pictures: expected %1 of %2 × %3 × %4 numbers, got %5 bytes; bring the notebook's packages and this extension to the same version",
        ...[shown, height, width, channels, bytes?.byteLength ?? 0],
      ),
    );
  }
  const numberAt = (i: number) => bytes.getFloat32(4 * i, true);
  const reach = Math.max(-min, max) || 1;
  return Array.from({ length: shown }, (_, k) => {
    const colorAt = (i: number) => {
      const at = k * each + i * channels;
      if (channels < 3) return pixelColor(numberAt(at), { min, max });
      // Weights of colours, zero as grey.
      return [0, 1, 2].map((channel) => 127.5 * (1 + numberAt(at + channel) / reach));
    };
    return colored({ ...shape(height, width), count: height * width }, colorAt);
  });
}

function shape(height: number, width: number) {
  if (height > 1 || width <= unitsALine) return { height, width };
  return { height: Math.ceil(width / unitsALine), width: unitsALine };
}

function colored(
  { height, width, count }: { height: number; width: number; count: number },
  colorAt: (i: number) => ArrayLike<number>,
): Tile {
  const data = new Uint8ClampedArray(4 * height * width);
  for (let i = 0; i < count; i += 1) {
    const color = colorAt(i);
    data.set([color[0]!, color[1]!, color[2]!, 255], 4 * i);
  }
  return { height, width, data };
}

/** Bytes of grey or colours as a picture. */
export function photo(
  bytes: DataView,
  {
    at,
    height,
    width,
    channels,
  }: {
    at: number;
    height: number;
    width: number;
    channels: number;
  },
): Tile {
  return colored({ height, width, count: height * width }, (i) => {
    const first = at + i * channels;
    return channels === 1
      ? [bytes.getUint8(first), bytes.getUint8(first), bytes.getUint8(first)]
      : [bytes.getUint8(first), bytes.getUint8(first + 1), bytes.getUint8(first + 2)];
  });
}

/** Numbers of each pixel as colours. */
export function mapped(
  { height, width }: { height: number; width: number },
  colorAt: (i: number) => ArrayLike<number>,
): Tile {
  return colored({ height, width, count: height * width }, colorAt);
}
