import { ready } from "@rosenblatt/engine";
import { zipEntries } from "../archive/zip.js";
import { DataFileError } from "../data-file-error.js";
import { type Dataset, dataset } from "../dataset.js";
import { decodeImage } from "../files/decode-image.js";
import type { DivideOptions } from "../files/own.js";
import { pictureRoom } from "../files/picture-room.js";
import type { SearchPlaces } from "../search-places.js";
import { Split } from "../split.js";
import { type Archive, findArchive } from "./find-archive.js";

/** Of the small archive the SHA-256 of its home's file, of the others MD5 sums as torchvision has them. */
const archives = {
  small: {
    name: "images_background_small1.zip",
    limit: 8e6,
    checksum: {
      kind: "sha256",
      hex: "f38eb80f801274ac2b4dff5b24289016bfaba4a7d5bb50deebf27104ad6cb8a4",
    },
  },
  background: {
    name: "images_background.zip",
    limit: 32e6,
    checksum: { kind: "md5", hex: "68d2efa1b9178cc56df9314c21c6e718" },
  },
  evaluation: {
    name: "images_evaluation.zip",
    limit: 32e6,
    checksum: { kind: "md5", hex: "6b91aef0f799c5bb55b94e3f2daec811" },
  },
} as const satisfies Record<string, Archive>;

const source = "https://github.com/brendenlake/omniglot";

/** Which drawings, and how. */
export interface OmniglotOptions extends DivideOptions {
  /** 5 alphabets, or the 30 to learn from, or the 20 others. */
  part?: keyof typeof archives;
  /** What a class is: `"Latin character01"`, or `"Latin"`. */
  by?: "character" | "alphabet";
  /** Height and width, in pixels. */
  size?: number;
}

/**
 * Omniglot: characters of many alphabets, each drawn by 20 people, black on white, 105 × 105, or any
 * `size`. MIT, Brenden Lake. Both parts have the same share of each class.
 *
 * @example const data = await omniglot({ size: 28, by: "alphabet" });
 * @throws Unreachable when it is nowhere to be had; DataFileError when a copy is not as published.
 */
export async function omniglot(
  { part = "small", by = "character", size = 105, test = 0.2, seed = 1 }: OmniglotOptions = {},
  options: { places?: SearchPlaces } = {},
): Promise<Dataset<readonly [number, number, 1], readonly string[]>> {
  await ready();
  const archive = archives[part];
  const unshipped = "no sample of it ships";
  const address = "https://raw.githubusercontent.com/brendenlake/omniglot/master/python";
  const set = { name: "Omniglot", folder: "omniglot", address, archive, unshipped };
  const { bytes, from } = await findArchive(set, options);
  const drawings = drawingsIn(bytes, { from, by });
  const classes = [...new Set(drawings.map(({ label }) => label))].sort();
  const room = pictureRoom({ size, channels: 1, count: drawings.length });
  for (const { path, read } of drawings) {
    room.add(decodeImage(read(), { name: `${path} in ${from}` }), path);
  }
  const all = new Split({
    shape: [size, size, 1] as const,
    classes,
    inputs: room.done().inputs,
    labels: Int32Array.from(drawings, ({ label }) => classes.indexOf(label)),
    scale: 1 / 255,
  });
  const facts = {
    name: "Omniglot",
    shape: all.shape,
    classes,
    licence: "MIT",
    source,
    citation:
      "B. M. Lake, R. Salakhutdinov, J. B. Tenenbaum, Human-level concept learning through probabilistic program induction, Science 350, 2015",
  };
  return dataset(facts, all.divide(test, { seed }));
}

function drawingsIn(
  bytes: Uint8Array,
  { from, by }: { from: string; by: "character" | "alphabet" },
) {
  const drawings = zipEntries(bytes, { name: from, limit: 128e6 }).flatMap(({ path, read }) => {
    const [, alphabet, character] = /([^/]+)\/(character\d+)\/\d+_\d+\.png$/.exec(path) ?? [];
    return alphabet === undefined
      ? []
      : [{ path, read, label: by === "alphabet" ? alphabet : `${alphabet} ${character}` }];
  });
  if (drawings.length === 0) {
    throw new DataFileError(`Cannot use ${from}: it has no drawings; fetch it from ${source}`);
  }
  return drawings.sort((a, b) => (a.path < b.path ? -1 : 1));
}
