import { writeWhole } from "@rosenblatt/engine";
import { DataFileError } from "../data-file-error.js";
import type { BoxEdges } from "../masks/box-iou.js";
import type { AnnotatedPicture, Category } from "./annotation-set.js";
import { boxIn } from "./coco-fields.js";
import { categoryIn, encodeCategory, encodePicture, pictureIn } from "./coco-instances.js";
import { repeatedId, strangeId } from "./ids.js";
import { JsonRecord, readJson } from "./json-record.js";

/** A thing, or all stuff of one kind, on one picture. */
export interface Segment {
  /** Of its pixels in the picture's map of segments. */
  readonly id: number;
  readonly category: number;
  readonly area: number;
  readonly box: BoxEdges;
  readonly crowd: boolean;
}

/** All segments of one picture. */
export interface PanopticAnnotation {
  /** The picture's id. */
  readonly image: number;
  /** The map of segments, a PNG for `segmentMap`, as the file of annotations names it. */
  readonly file: string;
  readonly segments: readonly Segment[];
}

/** Pictures of which each pixel belongs to one segment, or to none. */
export interface PanopticSet {
  readonly images: readonly AnnotatedPicture[];
  readonly categories: readonly Category[];
  readonly annotations: readonly PanopticAnnotation[];
}

/**
 * Segments of things and stuff from a file in COCO's panoptic format; `segmentMap` reads the maps
 * of pixels that it names.
 *
 * @example
 * const set = await cocoPanoptic("panoptic.json");
 * const [first] = set.annotations;
 * const { ids } = await segmentMap(`panoptic/${first!.file}`);
 * first!.segments.map(({ id }) => ids.filter((pixel) => pixel === id).length); // [3, 2]: areas
 * @throws DataFileError when the file is broken, or an id occurs twice or does not exist.
 */
export async function cocoPanoptic(path: string): Promise<PanopticSet> {
  return decodePanoptic(await readJson(path), { name: path });
}

/** The annotations in a value of COCO's panoptic format. */
export function decodePanoptic(value: unknown, { name }: { name: string }): PanopticSet {
  const file = new JsonRecord(value, { file: name, where: "" });
  const set = {
    images: file.each("images", pictureIn),
    categories: file.each("categories", categoryIn),
    annotations: file.each("annotations", (record) => ({
      image: record.id("image_id"),
      file: record.text("file_name"),
      segments: record.each("segments_info", segmentIn),
    })),
  };
  const problem = panopticProblem(set);
  if (problem !== undefined) throw new DataFileError(`Cannot read ${name}: ${problem}`);
  return set;
}

function segmentIn(record: JsonRecord): Segment {
  const box = record.has("bbox") ? boxIn(record) : ([0, 0, 0, 0] as const);
  return {
    id: record.side("id"),
    category: record.id("category_id"),
    area: record.has("area") ? record.number("area", 0) : 0,
    box,
    crowd: record.has("iscrowd") && record.flag("iscrowd"),
  };
}

function panopticProblem({ images, categories, annotations }: PanopticSet): string | undefined {
  for (const { image, segments } of annotations) {
    const problem = repeatedId(`segments of picture ${image}`, segments);
    if (problem !== undefined) return problem;
    const high = segments.find(({ id }) => id >= 256 ** 3);
    if (high) return `ids of segments must be below ${256 ** 3}, got ${high.id}; number them anew`;
  }
  const pictures = annotations.map(({ image }) => image);
  const kinds = annotations.flatMap(({ segments }) => segments.map(({ category }) => category));
  return (
    repeatedId("images", images) ??
    repeatedId("categories", categories) ??
    repeatedId(
      "pictures of annotations",
      pictures.map((id) => ({ id })),
    ) ??
    strangeId("picture", { ids: pictures, among: images }) ??
    strangeId("category", { ids: kinds, among: categories })
  );
}

/**
 * Writes segments in COCO's panoptic format; `writeSegmentMap` writes the maps that go with it.
 *
 * @example
 * const set = await cocoPanoptic("panoptic.json");
 * await writeCocoPanoptic(set, "copy.json");
 * @throws RangeError when ids occur twice or do not exist.
 */
export async function writeCocoPanoptic(set: PanopticSet, path: string): Promise<void> {
  const problem = panopticProblem(set);
  if (problem !== undefined) throw new RangeError(`Cannot write ${path}: ${problem}`);
  const { images, categories, annotations } = set;
  const value = {
    images: images.map(encodePicture),
    annotations: annotations.map(({ image, file, segments }) => ({
      image_id: image,
      file_name: file,
      segments_info: segments.map(({ id, category, area, box, crowd }) => {
        return { id, category_id: category, area, bbox: box, iscrowd: Number(crowd) };
      }),
    })),
    categories: categories.map(encodeCategory),
  };
  await writeWhole(path, Buffer.from(JSON.stringify(value)));
}
