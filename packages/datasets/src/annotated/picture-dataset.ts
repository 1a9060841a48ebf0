import type { Shape } from "@rosenblatt/engine";
import { type ProgressBar, progressBar } from "@rosenblatt/plots";
import type { Box } from "../augment/image.js";
import { type Dataset, type DatasetFacts, dataset } from "../dataset.js";
import type { Pixels } from "../files/decode-image.js";
import { pictureRoom } from "../files/picture-room.js";
import type { PictureSize } from "../masks/run-length-mask.js";
import { Split } from "../split.js";
import { framed, framedMap, type PixelMap } from "./frame.js";

/** A colour picture of any size. */
export type ColourPicture = readonly [number, number, 3];

/** Height and width of all pictures, in pixels; one number for both. */
export type FrameSize = number | readonly [height: number, width: number];

/** Pictures by their number, and what is known of them. */
export interface PictureSource {
  readonly count: number;
  read(i: number): Pixels | Promise<Pixels>;
  /** The class of each pixel; left out where it is not known. */
  map?(i: number): PixelMap | Promise<PixelMap>;
  /** In the frame's pixels. */
  readonly boxes?: readonly (readonly Box[])[];
}

/** What a data set of pictures is made of. */
export interface PictureSources {
  readonly size: FrameSize;
  readonly train: PictureSource;
  readonly test: PictureSource;
  /** They are a sample only. */
  readonly sample?: boolean;
}

/** The label of pixels that have no class. */
export const noClass = 255;

/**
 * Reads pictures, one after the other, into frames of one size. Where pixels have no class, neither
 * have pictures: their label is −1, which does not count.
 */
export async function pictureDataset<C extends readonly string[], L extends Shape>(
  facts: Omit<DatasetFacts<ColourPicture, C>, "shape">,
  { size, train, test, sample = false }: PictureSources,
): Promise<Dataset<ColourPicture, C, L>> {
  const bar = progressBar(`Reading ${facts.name}`, train.count + test.count);
  const options = { classes: facts.classes, frame: frameOf(size), bar };
  try {
    const parts = {
      train: await splitOf<C, L>(train, { ...options, before: 0 }),
      test: await splitOf<C, L>(test, { ...options, before: train.count }),
    };
    return dataset({ ...facts, shape: parts.train.shape }, { ...parts, sample });
  } finally {
    bar.end();
  }
}

export function frameOf(size: FrameSize): PictureSize {
  const [height, width] = typeof size === "number" ? [size, size] : size;
  return { height, width };
}

interface Reading<C> {
  readonly classes: C;
  readonly frame: PictureSize;
  readonly bar: ProgressBar;
  /** How many pictures were read before. */
  readonly before: number;
}

async function splitOf<C extends readonly string[], L extends Shape>(
  { count, read, map, boxes }: PictureSource,
  { classes, frame, bar, before }: Reading<C>,
): Promise<Split<ColourPicture, C, L>> {
  const { height, width } = frame;
  const room = pictureRoom({ size: [height, width], channels: 3, count, fit: framed });
  const labels = new Int32Array(map ? count * height * width : count).fill(-1);
  for (let i = 0; i < count; i += 1) {
    room.add(await read(i), `picture ${i + 1}`);
    if (map) labels.set(framedMap(await map(i), { frame, outside: noClass }), i * height * width);
    bar.update(before + i + 1);
  }
  return new Split({
    ...{ shape: [height, width, 3] as const, classes, labels, boxes },
    ...{ inputs: room.done().inputs, scale: 1 / 255 },
    labelShape: (map ? [height, width] : []) as Shape as L,
    ignore: map ? noClass : -1,
  });
}
