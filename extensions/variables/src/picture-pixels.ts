import type { Numbers } from "./notebook-variables.js";

/** The numbers that are black and white. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export type PixelScale = "unit" | "byte" | "whole";

/** The scale that numbers are most likely in. */
export function likelyScale({ low, high }: Range): PixelScale {
  if (low >= 0 && high <= 1) return "unit";
  return low >= 0 && high > 1 && high <= 255 ? "byte" : "whole";
}

/** Numbers as pixels: one channel is grey, three are red, green and blue, a fourth is opacity. */
export function pixelsOf(
  { rows, columns, channels, values }: Numbers,
  { low, high }: Range,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * rows * columns);
  const scale = 255 / (high - low || 1);
  for (let pixel = 0; pixel < rows * columns; pixel++) {
    for (let part = 0; part < 3; part++) {
      const value = values[pixel * channels + (channels < 3 ? 0 : part)]!;
      pixels[4 * pixel + part] = (value - low) * scale;
    }
    const opacity = channels === 4 ? (values[pixel * 4 + 3]! - low) * scale : 255;
    pixels[4 * pixel + 3] = opacity;
  }
  return pixels;
}

/** The smallest and the largest of the finite numbers. */
export function rangeOf(values: ArrayLike<number>): Range {
  let [low, high] = [Infinity, -Infinity];
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? { low, high } : { low: 0, high: 0 };
}
