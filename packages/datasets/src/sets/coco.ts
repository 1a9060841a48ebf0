import { stat } from "node:fs/promises";
import { join } from "node:path";
import { ready } from "@rosenblatt/engine";
import { type Annotated, annotated, type MarkedClasses } from "../annotated/annotated.js";
import { classesOf } from "../annotated/annotated-pictures.js";
import { annotationsOf, annotationsOn, divided } from "../annotated/divided.js";
import { markedSource } from "../annotated/marked-source.js";
import type { ColourPicture, FrameSize } from "../annotated/picture-dataset.js";
import type { AnnotationFields } from "../annotations/annotation-set.js";
import { cocoInstances } from "../annotations/coco-instances.js";
import { zipEntries } from "../archive/zip.js";
import { DataFileError } from "../data-file-error.js";
import { download, Unreachable } from "../download.js";
import { type DownloadView, downloadView } from "../download-view.js";
import type { DivideOptions } from "../files/own.js";
import { readWhole } from "../files/read-whole.js";
import { isAddress, type SearchPlaces, searchPlaces } from "../search-places.js";
import { store } from "../store.js";
import { type ArchivedSet, findArchive } from "./find-archive.js";

/** Which pictures, and how. */
export interface CocoOptions extends DivideOptions {
  /** The 5,000 of the one, or the 118,287 of the other, whose annotations need 3 GB of memory. */
  part?: "val2017" | "train2017";
  /** At most so many pictures, the first that have annotations. */
  count?: number;
  /** The names of the categories to keep, such as `["person", "dog"]`; all 80 without it. */
  categories?: readonly string[];
  /** Height and width, in pixels. */
  size?: FrameSize;
}

export const cocoSet: ArchivedSet = {
  name: "COCO 2017",
  folder: "coco",
  address: "http://images.cocodataset.org",
  archive: {
    name: "annotations/annotations_trainval2017.zip",
    limit: 300e6,
    checksum: { kind: "md5", hex: "f4bbac642086de4f52a3fdda2de5fa2c" },
  },
  unshipped: "no sample of it ships",
};

const facts = {
  name: cocoSet.name,
  licence: "annotations: CC BY 4.0; photographs: each its own, by Flickr's terms of use",
  source: "https://cocodataset.org",
  citation: "T.-Y. Lin et al., Microsoft COCO: common objects in context, ECCV 2014",
};

/**
 * COCO 2017: photographs of everyday scenes, a box and a mask for each object of 80 categories. Only
 * the pictures that are asked for are fetched, one by one, and kept; they are divided at random.
 * Those that have been unpacked before, as `val2017/000000000139.jpg` and
 * `annotations/instances_val2017.json`, are read in place where a search place has them.
 *
 * @example const pets = await coco({ categories: ["cat", "dog"], count: 300, size: 128 });
 * @throws Unreachable when it is nowhere to be had; DataFileError when a copy is broken; RangeError
 *   when there is no such category.
 */
export async function coco(
  { part = "val2017", count = 500, categories, size = 128, ...divide }: CocoOptions = {},
  { places, set = cocoSet }: { places?: SearchPlaces; set?: ArchivedSet } = {},
): Promise<Annotated<ColourPicture, MarkedClasses, readonly [number, number]>> {
  await ready();
  const search = { set, places: places ?? searchPlaces(set) };
  const all = await cocoInstances(await annotationsFile(`instances_${part}.json`, search));
  const some = categories ? annotationsOf(all, categories) : all;
  const marked = new Set(some.annotations.map(({ image }) => image));
  const images = some.images.filter(({ id }) => marked.has(id)).slice(0, count);
  const parts = divided(annotationsOn(some, images), divide);
  const view = downloadView(set.name);
  const bytes = (file: string) => findPicture(`${part}/${file}`, { ...search, view });
  const source = (of: AnnotationFields) => markedSource(of, { bytes, pixels: true });
  try {
    return await annotated(
      { ...facts, classes: classesOf(some) },
      { size, train: source(parts.train), test: source(parts.test) },
    );
  } finally {
    view.end();
  }
}

interface Search {
  readonly set: ArchivedSet;
  readonly places: SearchPlaces;
}

/** The path of a file of annotations: as somebody unpacked it, else taken out of the archive. */
async function annotationsFile(file: string, { set, places }: Search): Promise<string> {
  const name = `annotations/${file}`;
  const unpacked = await fileIn(places, name);
  if (unpacked) return unpacked;
  const { bytes, from } = await findArchive(set, { places });
  const entry = zipEntries(bytes, { name: from, limit: 2e9 }).find(({ path }) => path === name);
  if (!entry) throw new DataFileError(`Cannot use ${from}: it lacks ${name}; fetch it anew`);
  const path = join(places.cache, name);
  await store(path, entry.read());
  return path;
}

async function findPicture(
  name: string,
  { set, places, view }: Search & { view: DownloadView },
): Promise<Uint8Array> {
  const limit = 64e6;
  const kept = await fileIn(places, name);
  if (kept) return readWhole(kept, { limit });
  for (const place of [places.mirror ?? "", places.address].filter(isAddress)) {
    const url = `${place.replace(/\/+$/, "")}/${name}`;
    const bytes = await download(url, { limit, progress: view.progress }).catch((error: Error) => {
      if (error instanceof Unreachable && place !== places.address) return undefined;
      throw error;
    });
    if (!bytes) continue;
    await store(join(places.cache, name), bytes);
    return bytes;
  }
  throw new Unreachable(`Cannot load ${set.name}: no place has ${name}`);
}

/** The path of a file in the first folder among the places that has it. */
async function fileIn(
  { cache, system, mirror }: SearchPlaces,
  name: string,
): Promise<string | undefined> {
  for (const folder of [cache, system, ...(mirror && !isAddress(mirror) ? [mirror] : [])]) {
    const path = join(folder, name);
    const there = await stat(path).catch(() => undefined);
    if (there?.isFile()) return path;
  }
  return undefined;
}
