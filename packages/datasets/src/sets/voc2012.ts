import { ready } from "@rosenblatt/engine";
import {
  type Annotated,
  type AnnotatedSource,
  annotated,
  byPicture,
  type MarkedClasses,
} from "../annotated/annotated.js";
import { colourLabels } from "../annotated/label-picture.js";
import type { ColourPicture, FrameSize } from "../annotated/picture-dataset.js";
import type { AnnotationFields } from "../annotations/annotation-set.js";
import { vocAnnotations } from "../annotations/pascal-voc.js";
import { decodeVoc } from "../annotations/voc-picture.js";
import type { DatasetFacts } from "../dataset.js";
import { encodeMask } from "../masks/bitmap.js";
import { maskArea } from "../masks/mask-extent.js";
import type { SearchPlaces } from "../search-places.js";
import type { ArchivedSet } from "./find-archive.js";
import { fromLargeArchive } from "./large-archive.js";
import { type WantedFiles, wantedFiles } from "./wanted-files.js";

const objects = [
  "aeroplane",
  "bicycle",
  "bird",
  "boat",
  "bottle",
  "bus",
  "car",
  "cat",
  "chair",
  "cow",
  "diningtable",
  "dog",
  "horse",
  "motorbike",
  "person",
  "pottedplant",
  "sheep",
  "sofa",
  "train",
  "tvmonitor",
] as const;
type Classes = MarkedClasses<typeof objects>;

/** MD5 sum as torchvision publishes it. */
export const voc2012Set: Omit<DatasetFacts<ColourPicture, Classes>, "shape"> & ArchivedSet = {
  name: "Pascal VOC 2012",
  folder: "voc2012",
  classes: ["background", ...objects],
  licence: "flickr's terms of use; for research",
  source: "http://host.robots.ox.ac.uk/pascal/VOC/voc2012",
  citation:
    "M. Everingham et al., The Pascal visual object classes challenge: a retrospective, IJCV 111, 2015",
  address: "http://host.robots.ox.ac.uk/pascal/VOC/voc2012",
  archive: {
    name: "VOCtrainval_11-May-2012.tar",
    limit: 2.1e9,
    checksum: { kind: "md5", hex: "6cd6e144f989b92b3379bac3b3de84fd" },
  },
  unshipped: "no sample of it ships",
};

/** Which pictures, and how large. */
export interface Voc2012Options {
  /** Height and width, in pixels. */
  size?: FrameSize;
  /** At most so many pictures of each part, the first of its list. */
  count?: number;
}

/**
 * The pictures of Pascal VOC 2012 that are annotated whole: a box and a mask for each object of 20
 * classes, and a class for each pixel but those on objects' borders; divided as published, 1,464 to
 * train and 1,449 to test with. Pictures keep their proportions, and are grey outside of their edges.
 *
 * @example
 * const photographs = await voc2012({ size: 128, count: 500 });
 * photographs.annotations("test").annotations[0]!.segmentation; // a mask
 * @throws Unreachable when it is nowhere to be had; DataFileError when a copy is not as published.
 */
export async function voc2012(
  { size = 128, count = 500 }: Voc2012Options = {},
  { places, set = voc2012Set }: { places?: SearchPlaces; set?: typeof voc2012Set } = {},
): Promise<Annotated<ColourPicture, Classes, readonly [number, number]>> {
  await ready();
  return fromLargeArchive(set, { places, use: (path) => readVoc(path, { size, count, set }) });
}

async function readVoc(
  path: string,
  { size, count, set }: Required<Voc2012Options> & { set: typeof voc2012Set },
): ReturnType<typeof voc2012> {
  const listed = /^(?:Annotations\/|ImageSets\/Segmentation\/|SegmentationObject\/)/;
  const inside = { archive: set.archive, folder: "VOC2012/" };
  const marks = await wantedFiles(path, { ...inside, files: (file) => listed.test(file) });
  const names = {
    train: marks.lines("ImageSets/Segmentation/train.txt").slice(0, count),
    test: marks.lines("ImageSets/Segmentation/val.txt").slice(0, count),
  };
  const wanted = new Set(
    [...names.train, ...names.test].flatMap((name) => [
      `JPEGImages/${name}.jpg`,
      `SegmentationClass/${name}.png`,
    ]),
  );
  const pictures = await wantedFiles(path, { ...inside, files: (file) => wanted.has(file) });
  const source = (part: "train" | "test"): AnnotatedSource => ({
    set: annotationsOf(names[part], marks),
    read: ({ file }) => pictures.picture(`JPEGImages/${file}.jpg`),
    map: ({ file }) => colourLabels(pictures.picture(`SegmentationClass/${file}.png`)),
  });
  return annotated(set, { size, train: source("train"), test: source("test") });
}

/** The map of a picture's objects numbers them in the order in which its boxes are listed. */
function annotationsOf(names: readonly string[], files: WantedFiles): AnnotationFields {
  const pictures = names.map((name) => {
    const path = `Annotations/${name}.xml`;
    return { ...decodeVoc(files.read(path), { name: path }), file: name };
  });
  const set = vocAnnotations(pictures, { classes: objects, name: "Pascal VOC 2012" });
  const marks = byPicture(set);
  const annotations = set.images.flatMap(({ id, file }) => {
    const { height, width, values } = colourLabels(files.picture(`SegmentationObject/${file}.png`));
    return marks.get(id)!.map((annotation, i) => {
      const own = Uint8Array.from(values, (value) => Number(value === i + 1));
      const segmentation = encodeMask(own, { height, width });
      const area = maskArea(segmentation);
      return area > 0 ? { ...annotation, segmentation, area } : annotation;
    });
  });
  return { ...set, annotations };
}
