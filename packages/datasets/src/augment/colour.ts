import { type Augmentation, augmentation, type Random } from "./augmentation.js";
import { checkShare } from "./check.js";
import { hueTurned } from "./hue.js";
import type { Image } from "./image.js";

interface ColourOptions {
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  readonly hue: number;
}

/**
 * Changes brightness, contrast and saturation by factors from 1 - `amount` to 1 + `amount`, and
 * turns the hue by up to this share of the circle in either direction, in this order. Values are
 * from 0 to 1 and stay there. Grey pictures have brightness and contrast alone. It is done as in
 * torchvision's `ColorJitter`, with grey of ITU-R BT.601.
 *
 * @example data.augment(colour({ brightness: 0.2, contrast: 0.2, hue: 0.05 }))
 */
export function colour({
  brightness = 0,
  contrast = 0,
  saturation = 0,
  hue = 0,
}: {
  brightness?: number;
  contrast?: number;
  saturation?: number;
  hue?: number;
} = {}): Augmentation {
  const options = { brightness, contrast, saturation, hue };
  checkShare("change the colour", options);
  return augmentation(colourImage, options, { name: "colour" });
}

export function colourImage(image: Image, random: Random, options: ColourOptions): Image {
  const { channels, height, width } = image;
  if (channels !== 1 && channels !== 3) {
    throw new RangeError(`pictures must have 1 or 3 channels, got ${channels}`);
  }
  const within = (amount: number) => amount * (2 * random() - 1);
  const [bright, contrast] = [1 + within(options.brightness), 1 + within(options.contrast)];
  const [saturation, hue] = [1 + within(options.saturation), within(options.hue)];
  const values = image.values.map((value) => limited(value * bright));
  const pixels = height * width;
  let sum = 0;
  for (let i = 0; i < pixels; i += 1) {
    sum += greyOf(values, i * channels, channels);
  }
  const mean = sum / pixels;
  for (let i = 0; i < values.length; i += 1) {
    values[i] = limited(contrast * values[i]! + (1 - contrast) * mean);
  }
  for (let i = 0; channels === 3 && i < pixels; i += 1) {
    const grey = greyOf(values, 3 * i, 3);
    const blend = (channel: number) =>
      limited(saturation * values[3 * i + channel]! + (1 - saturation) * grey);
    values.set(hueTurned([blend(0), blend(1), blend(2)], hue), 3 * i);
  }
  return { ...image, values };
}

function limited(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function greyOf(values: Float32Array, at: number, channels: number): number {
  return channels === 1
    ? values[at]!
    : 0.299 * values[at]! + 0.587 * values[at + 1]! + 0.114 * values[at + 2]!;
}
