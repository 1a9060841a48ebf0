import { ready } from "@rosenblatt/engine";
import { tarEntries } from "../archive/tar.js";
import { DataFileError } from "../data-file-error.js";
import { type Dataset, type DatasetFacts, dataset } from "../dataset.js";
import type { ImageSetOptions } from "../load-image-set.js";
import type { SearchPlaces } from "../search-places.js";
import { Split } from "../split.js";
import { unzipped } from "../unzipped.js";
import { type ArchivedSet, findArchive } from "./find-archive.js";

/** The shape of CIFAR's pictures. */
export type Colour32 = readonly [32, 32, 3];

/** A data set in CIFAR's binary form: a record is labels, then red, green, blue, each row by row. */
export interface CifarSet<C extends readonly string[]>
  extends DatasetFacts<Colour32, C>,
    ArchivedSet {
  /** The names of the files to train with. */
  readonly train: RegExp;
  /** The names of the files to test with. */
  readonly test: RegExp;
  /** Bytes of labels before each picture. */
  readonly labels: number;
  /** Which of them is the label. */
  readonly label: number;
}

const plane = 32 * 32;
const limit = 256e6;

/** Finds, checks and decodes a data set in CIFAR's form. */
export async function loadCifar<const C extends readonly string[]>(
  set: CifarSet<C>,
  { train = Infinity, test = Infinity }: ImageSetOptions = {},
  options: { places?: SearchPlaces } = {},
): Promise<Dataset<Colour32, C>> {
  await ready();
  const { bytes, from, sample } = await findArchive(set, options);
  const archive = await unzipped(bytes, { limit, name: from });
  const entries = tarEntries(archive, { name: from, limit });
  const part = (names: RegExp, most: number) => {
    const files = entries
      .filter(({ path }) => names.test(path))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    if (files.length === 0) {
      throw new DataFileError(`Cannot read ${from}: it has no file ${names.source}`);
    }
    const records = files.map(({ path, read }) => ({ bytes: read(), name: `${path} in ${from}` }));
    return decodeCifar(records, { set, most });
  };
  const parts = { train: part(set.train, train), test: part(set.test, test) };
  return dataset(set, { ...parts, sample });
}

/** The first `most` pictures of these files, channels last. */
function decodeCifar<C extends readonly string[]>(
  files: readonly { bytes: Uint8Array; name: string }[],
  { set, most }: { set: CifarSet<C>; most: number },
): Split<Colour32, C> {
  const size = set.labels + 3 * plane;
  for (const { bytes, name } of files) {
    if (bytes.length % size !== 0) {
      throw new DataFileError(
        `Cannot read ${name}: records of ${size} bytes are needed, and it has ${bytes.length}`,
      );
    }
  }
  const all = files.reduce((sum, { bytes }) => sum + bytes.length / size, 0);
  const count = Math.max(0, Math.min(Math.floor(most), all));
  const inputs = new Uint8Array(new SharedArrayBuffer(count * 3 * plane));
  const labels = new Int32Array(count);
  let i = 0;
  for (const { bytes, name } of files) {
    for (let at = 0; at < bytes.length && i < count; at += size, i += 1) {
      labels[i] = labelAt(bytes, { at: at + set.label, set, name });
      const pixels = bytes.subarray(at + set.labels, at + size);
      for (let p = 0; p < plane; p += 1) {
        for (let c = 0; c < 3; c += 1) {
          inputs[3 * (i * plane + p) + c] = pixels[c * plane + p]!;
        }
      }
    }
  }
  return new Split({ shape: set.shape, classes: set.classes, inputs, labels, scale: 1 / 255 });
}

function labelAt(
  bytes: Uint8Array,
  { at, set, name }: { at: number; set: CifarSet<readonly string[]>; name: string },
): number {
  const label = bytes[at]!;
  if (label >= set.classes.length) {
    throw new DataFileError(
      `Cannot read ${name}: labels are from 0 to ${set.classes.length - 1}, got ${label} at ${at}`,
    );
  }
  return label;
}
