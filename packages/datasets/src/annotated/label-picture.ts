import type { Pixels } from "../files/decode-image.js";
import type { PixelMap } from "./frame.js";

/** The numbers in a picture whose grey values are labels. */
export function greyLabels(
  { height, width, data }: Pixels,
  { labelOf }: { labelOf: (grey: number) => number },
): PixelMap {
  const values = new Uint8Array(height * width);
  for (let i = 0; i < values.length; i += 1) values[i] = labelOf(data[4 * i]!);
  return { height, width, values };
}

/**
 * The numbers in a picture whose colours stand for them as in Pascal VOC: the bits of a number, the
 * last three first, are the highest bits of red, green and blue.
 */
export function colourLabels({ height, width, data }: Pixels): PixelMap {
  const values = new Uint8Array(height * width);
  for (let i = 0; i < values.length; i += 1) {
    values[i] = numberOf(data[4 * i]!, data[4 * i + 1]!, data[4 * i + 2]!);
  }
  return { height, width, values };
}

function numberOf(red: number, green: number, blue: number): number {
  let number = 0;
  for (let bit = 0; bit < 3; bit += 1) {
    const of = (value: number) => (value >> (7 - bit)) & 1;
    number |= (of(red) | (of(green) << 1) | (of(blue) << 2)) << (3 * bit);
  }
  return number;
}
