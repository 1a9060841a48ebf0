import { ready } from "@rosenblatt/engine";
import {
  type Annotated,
  type AnnotatedSource,
  annotated,
  type MarkedClasses,
} from "../annotated/annotated.js";
import type { ColourPicture, FrameSize } from "../annotated/picture-dataset.js";
import { vocAnnotations } from "../annotations/pascal-voc.js";
import { decodeVoc } from "../annotations/voc-picture.js";
import { tarEntries } from "../archive/tar.js";
import { DataFileError } from "../data-file-error.js";
import type { DatasetFacts } from "../dataset.js";
import { decodeImage } from "../files/decode-image.js";
import type { SearchPlaces } from "../search-places.js";
import { unzipped } from "../unzipped.js";
import { type ArchivedSet, findArchive } from "./find-archive.js";

const cells = ["Platelets", "RBC", "WBC"] as const;
type Cells = MarkedClasses<typeof cells>;

const facts: Omit<DatasetFacts<ColourPicture, Cells>, "shape"> & ArchivedSet = {
  name: "BCCD, blood cells",
  folder: "bccd",
  classes: ["background", ...cells],
  licence: "MIT",
  source: "https://github.com/Shenggan/BCCD_Dataset",
  citation: "S. Gan, BCCD Dataset, 2018, after data of cosmicad and akshaylamba",
  address: "https://github.com/Shenggan/BCCD_Dataset/archive/refs/heads",
  archive: { name: "master.tar.gz", limit: 64e6, sample: "bccd.tar.gz" },
  unshipped: "no sample of it ships",
};

/** Which pictures, and how large. */
export interface BccdOptions {
  /** Height and width, in pixels. */
  size?: FrameSize;
  /** At most so many pictures of each part, the first of its list. */
  count?: number;
}

/**
 * Blood under the microscope: 364 pictures with a box around each red cell (RBC), white cell (WBC)
 * and platelet, 292 to train and validate with and 72 to test with, divided as its home divides
 * them. Pictures have 480 × 640 pixels, and become smaller here by default.
 *
 * @example
 * const blood = await bccd({ size: [120, 160], count: 20 });
 * blood.train.boxes![0]![0]!.label; // 2, a red cell
 * @throws Unreachable when it is nowhere to be had; DataFileError when a copy is broken.
 */
export async function bccd(
  { size = [240, 320], count = 364 }: BccdOptions = {},
  options: { places?: SearchPlaces } = {},
): Promise<Annotated<ColourPicture, Cells>> {
  await ready();
  const { bytes, from } = await findArchive(facts, options);
  const limit = 128e6;
  const archive = await unzipped(bytes, { limit, name: from });
  const files = new Map(
    tarEntries(archive, { name: from, limit }).map(({ path, read }) => [inside(path), read]),
  );
  const read = (path: string) => {
    const content = files.get(path);
    if (content) return content();
    throw new DataFileError(`Cannot use ${from}: it lacks ${path}; fetch it anew`);
  };
  const part = (list: string) => partOf(list, { read, from, count });
  return annotated(facts, {
    size,
    train: part("trainval"),
    test: part("test"),
  });
}

/** A path from the folder that all of the data set is in. */
function inside(path: string): string {
  return path.replace(/^(?:.*\/)?BCCD\//, "");
}

function partOf(
  list: string,
  { read, from, count }: { read: (path: string) => Uint8Array; from: string; count: number },
): AnnotatedSource {
  const names = Buffer.from(read(`ImageSets/Main/${list}.txt`))
    .toString()
    .split(/\s+/);
  const chosen = names.filter((name) => name !== "").slice(0, count);
  const pictures = chosen.map((name) => {
    const path = `Annotations/${name}.xml`;
    return { ...decodeVoc(read(path), { name: `${path} in ${from}` }), file: `${name}.jpg` };
  });
  return {
    set: vocAnnotations(pictures, { classes: cells, name: from }),
    read: ({ file }) => decodeImage(read(`JPEGImages/${file}`), { name: `${file} in ${from}` }),
  };
}
