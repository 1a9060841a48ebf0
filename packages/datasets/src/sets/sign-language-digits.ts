import { ready } from "@rosenblatt/engine";
import { tarEntries } from "../archive/tar.js";
import { DataFileError } from "../data-file-error.js";
import { type Dataset, type DatasetFacts, dataset } from "../dataset.js";
import { decodeImage } from "../files/decode-image.js";
import type { DivideOptions } from "../files/own.js";
import { pictureRoom } from "../files/picture-room.js";
import type { SearchPlaces } from "../search-places.js";
import { Split } from "../split.js";
import { unzipped } from "../unzipped.js";
import { type ArchivedSet, findArchive } from "./find-archive.js";

const classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;
type Shape = readonly [number, number, 3];

const facts: Omit<DatasetFacts<Shape, typeof classes>, "shape"> & ArchivedSet = {
  name: "Sign-language digits",
  folder: "sign-language-digits",
  classes,
  licence: "Apache-2.0",
  source: "https://github.com/ardamavi/Sign-Language-Digits-Dataset",
  citation:
    "A. Mavi, A new dataset and proposed CNN for sign language digits, arXiv:2011.08927, 2020",
  address: "https://github.com/ardamavi/Sign-Language-Digits-Dataset/archive/refs/heads",
  archive: { name: "master.tar.gz", limit: 64e6, sample: "sign-language-digits.tar.gz" },
  unshipped: "no sample of it ships",
};

/** The published pictures, of all classes. */
const published = 2062;

/**
 * Digits shown by hand: 2,062 photographs of 218 students, colour, 100 × 100, or any `size`, as
 * which they train faster. Both parts have the same share of each digit. Its home packs the archive
 * anew now and then: what is checked is that all photographs are there and can be read.
 *
 * @example const data = await signLanguageDigits({ size: 32 });
 * @throws Unreachable when it is nowhere to be had; DataFileError when a copy is broken.
 */
export async function signLanguageDigits(
  {
    size = 100,
    test = 0.2,
    seed = 1,
  }: DivideOptions & {
    /** Height and width, in pixels. */
    size?: number;
  } = {},
  options: { places?: SearchPlaces } = {},
): Promise<Dataset<Shape, typeof classes>> {
  await ready();
  const { bytes, from } = await findArchive(facts, options);
  const limit = 128e6;
  const archive = await unzipped(bytes, { limit, name: from });
  const files = tarEntries(archive, { name: from, limit }).flatMap(({ path, read }) => {
    const label = /(?:^|\/)Dataset\/(\d)\/[^/]+\.JPG$/i.exec(path)?.[1];
    return label === undefined ? [] : [{ path, read, label: Number(label) }];
  });
  if (files.length !== published) {
    throw new DataFileError(
      `Cannot use ${from}: it must have ${published} photographs, and has ${files.length}; ` +
        `fetch it anew from ${facts.source}`,
    );
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const room = pictureRoom({ size, channels: 3, count: files.length });
  for (const { path, read } of files) {
    const name = `${path} in ${from}`;
    room.add(decodeImage(read(), { name }), name);
  }
  const all = new Split({
    shape: [size, size, 3] as const,
    classes,
    inputs: room.done().inputs,
    labels: Int32Array.from(files, ({ label }) => label),
    scale: 1 / 255,
  });
  return dataset({ ...facts, shape: all.shape }, all.divide(test, { seed }));
}
