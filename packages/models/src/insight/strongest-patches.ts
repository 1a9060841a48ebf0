import { tf } from "@rosenblatt/engine";
import type { Picture } from "@rosenblatt/plots";
import { checkCount } from "../errors.js";
import { imageShape } from "./image-tensor.js";
import { type LayerChoice, layerOf, upTo } from "./layer-of.js";
import { receptiveField } from "./receptive-field.js";
import { pictured } from "./tiles.js";

/** Pictures as the network sees them, such as a split of a data set. */
export type ImagesLike =
  | readonly ArrayLike<number>[]
  | { readonly length: number; at(i: number): { readonly input: ArrayLike<number> } };

export interface StrongestPatchesOptions {
  /** The first convolution by default. */
  readonly layer?: LayerChoice;
  /** Which channels; the first sixteen by default. */
  readonly units?: readonly number[];
  /** How many patches for each, at most one of a picture. */
  readonly count?: number;
}

/** A part of a picture that a channel answers to. */
export interface Patch {
  /** Which of the pictures. */
  readonly image: number;
  /** Its upper left corner; below 0 where it reaches over the border. */
  readonly top: number;
  readonly left: number;
  readonly activation: number;
  /** Row by row with channels last, 0 beyond the border. */
  readonly pixels: Float32Array;
}

/** For each channel, what it answers to most, the strongest first; a channel a row. */
export interface StrongestPatches extends Picture {
  readonly layer: string;
  readonly units: readonly number[];
  /** Of one patch: height, width, channels. */
  readonly shape: readonly [height: number, width: number, channels: number];
  /** `patches[row]` belongs to `units[row]`. */
  readonly patches: readonly (readonly Patch[])[];
}

/** Pictures that are looked at together. */
const batchSize = 128;

/**
 * The parts of pictures to which each channel of a layer answers most, cut out as large as it
 * sees them.
 *
 * Zeiler and Fergus, Visualizing and Understanding Convolutional Networks (2014), figure 2,
 * https://arxiv.org/abs/1311.2901
 *
 * @throws RangeError when there are no pictures, or layer, channels or pictures do not fit.
 * @example
 * strongestPatches(lenet(), data.test.take(500), { layer: "conv2", units: [0, 1], count: 8 });
 */
export function strongestPatches(
  model: tf.LayersModel,
  images: ImagesLike,
  { layer: choice, units, count = 9 }: StrongestPatchesOptions = {},
): StrongestPatches {
  const to = "find the strongest patches";
  checkCount("a row of patches", { count });
  const layer = layerOf(model, { layer: choice, usual: "first", to });
  const shape = imageShape(model, to);
  if (images.length === 0) throw new RangeError(`Cannot ${to} without pictures: got none`);
  const [, rows, columns, channels] = layer.outputShape as [null, number, number, number];
  if (channels === undefined) {
    throw new RangeError(
      `Cannot ${to} of ${layer.name}: it makes no maps; choose one before flatten()`,
    );
  }
  const asked = units ?? Array.from({ length: Math.min(16, channels) }, (_, i) => i);
  const odd = asked.find((unit) => !(Number.isInteger(unit) && unit >= 0 && unit < channels));
  if (odd !== undefined) {
    throw new RangeError(`Cannot ${to} of channel ${odd}: ${layer.name} has 0 to ${channels - 1}`);
  }
  const peaks = peaksOf(upTo(model, layer), images, { shape, channels, to });
  const [down, across] = receptiveField(model, layer);
  const size = [down.size, across.size, shape[2]] as const;
  const patches = asked.map((unit) => {
    const order = peaks
      .map((_, i) => i)
      .sort((a, b) => peaks[b]![unit]!.value - peaks[a]![unit]!.value);
    return order.slice(0, count).map((image): Patch => {
      const { value, place } = peaks[image]![unit]!;
      const top = down.start + Math.floor(place / columns) * down.stride;
      const left = across.start + (place % columns) * across.stride;
      const pixels = cut(inputAt(images, image), { shape, size, top, left });
      return { image, top, left, activation: value, pixels };
    });
  });
  const value = { layer: layer.name, units: asked, shape: size, patches };
  return pictured(
    value,
    patches.flat().map(({ pixels }) => pixels),
    {
      shape: [...size],
      columns: Math.min(count, images.length),
      captions: patches.flatMap((row, i) =>
        row.map((_, k) => (k === 0 ? `channel ${asked[i]}` : "")),
      ),
      scale: Math.max(1, Math.round(56 / across.size)),
      title: `${layer.name}, ${rows} × ${columns}: the strongest of ${images.length} pictures`,
    },
  );
}

interface Peak {
  readonly value: number;
  readonly place: number;
}

/** For each picture and channel, the largest value of the map and where it is. */
function peaksOf(
  part: tf.LayersModel,
  images: ImagesLike,
  {
    shape,
    channels,
    to,
  }: { shape: readonly [number, number, number]; channels: number; to: string },
): Peak[][] {
  const peaks: Peak[][] = [];
  for (let start = 0; start < images.length; start += batchSize) {
    const length = Math.min(batchSize, images.length - start);
    const one = shape[0] * shape[1] * shape[2];
    const values = new Float32Array(length * one);
    for (let i = 0; i < length; i += 1) {
      const image = inputAt(images, start + i);
      if (image.length !== one) {
        throw new RangeError(
          `Cannot ${to}: pictures need ${one} numbers, ${start + i} has ${image.length}`,
        );
      }
      values.set(image, i * one);
    }
    const [largest, places] = tf.tidy(() => {
      const maps = part.apply(tf.tensor4d(values, [length, ...shape]), {
        training: false,
      }) as tf.Tensor;
      const flat = maps.reshape([length, -1, channels]);
      return [flat.max(1).dataSync(), flat.argMax(1).dataSync()];
    });
    for (let i = 0; i < length; i += 1) {
      peaks.push(
        Array.from({ length: channels }, (_, unit) => ({
          value: largest[i * channels + unit]!,
          place: places[i * channels + unit]!,
        })),
      );
    }
  }
  return peaks;
}

function inputAt(images: ImagesLike, i: number): ArrayLike<number> {
  return Array.isArray(images)
    ? (images[i] as ArrayLike<number>)
    : (images as { at(i: number): { readonly input: ArrayLike<number> } }).at(i).input;
}

function cut(
  image: ArrayLike<number>,
  {
    shape: [height, width, channels],
    size: [tall, wide],
    top,
    left,
  }: {
    shape: readonly [number, number, number];
    size: readonly [number, number, number];
    top: number;
    left: number;
  },
): Float32Array {
  const pixels = new Float32Array(tall * wide * channels);
  for (let y = Math.max(0, top); y < Math.min(height, top + tall); y += 1) {
    for (let x = Math.max(0, left); x < Math.min(width, left + wide); x += 1) {
      for (let channel = 0; channel < channels; channel += 1) {
        const to = ((y - top) * wide + (x - left)) * channels + channel;
        pixels[to] = image[(y * width + x) * channels + channel]!;
      }
    }
  }
  return pixels;
}
