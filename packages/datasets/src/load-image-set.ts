import { ready } from "@rosenblatt/engine";
import { type Dataset, dataset } from "./dataset.js";
import { downloadView } from "./download-view.js";
import { findFile } from "./find-file.js";
import { decodeIdx } from "./idx.js";
import { type Grey28, type ImageSet, type Part, parts } from "./image-set.js";
import { readSample } from "./sample.js";
import { noteSample } from "./sample-note.js";
import { type SearchPlaces, searchPlaces } from "./search-places.js";
import { Split } from "./split.js";
import { sharedArray } from "./stream/shared-array.js";

/** How much of a data set to load. */
export interface ImageSetOptions {
  /** At most so many examples to train with. */
  train?: number;
  /** At most so many examples to test with. */
  test?: number;
}

/**
 * Finds, checks and decodes a data set. When a file is nowhere to be had, the sample that ships is
 * used, and a note says so.
 */
export async function loadImageSet<const C extends readonly string[]>(
  set: ImageSet<C>,
  { train = Infinity, test = Infinity }: ImageSetOptions = {},
  { places = searchPlaces(set) }: { places?: SearchPlaces } = {},
): Promise<Dataset<Grey28, C>> {
  await ready();
  const contents = await findAll(set, places);
  const sample = "missed" in contents;
  const files = sample ? await readSample(set) : contents;
  const loaded = dataset(set, {
    train: decodeSplit(set, [files.trainImages, files.trainLabels]).take(train),
    test: decodeSplit(set, [files.testImages, files.testLabels]).take(test),
    sample,
  });
  if (sample) {
    noteSample(loaded, { missed: contents.missed, folder: places.cache });
  }
  return loaded;
}

async function findAll<C extends readonly string[]>(
  set: ImageSet<C>,
  places: SearchPlaces,
): Promise<Record<Part, Uint8Array> | { missed: readonly string[] }> {
  const view = downloadView(set.name);
  const contents: Partial<Record<Part, Uint8Array>> = {};
  try {
    for (const part of parts) {
      const found = await findFile(set.files[part], places, { progress: view.progress });
      if ("missed" in found) {
        return found;
      }
      contents[part] = found.content;
    }
  } finally {
    view.end();
  }
  return contents as Record<Part, Uint8Array>;
}

function decodeSplit<C extends readonly string[]>(
  { shape, classes, name }: ImageSet<C>,
  [images, labels]: readonly [Uint8Array, Uint8Array],
): Split<Grey28, C> {
  const pixels = decodeIdx(images, { name: `${name}'s images` });
  const indices = decodeIdx(labels, { name: `${name}'s labels` });
  return new Split({
    shape,
    classes,
    inputs: sharedArray(pixels.values),
    labels: Int32Array.from(indices.values),
    scale: 1 / 255,
  });
}
