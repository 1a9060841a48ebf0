import { writeWhole } from "@rosenblatt/engine";
import { DataFileError } from "../data-file-error.js";
import { maskText } from "../masks/mask-text.js";
import type { PictureSize } from "../masks/run-length-mask.js";
import {
  type AnnotatedPicture,
  type Annotation,
  type AnnotationFields,
  type AnnotationSet,
  type Category,
  problemOf,
  showing,
} from "./annotation-set.js";
import { boxIn, segmentationIn } from "./coco-fields.js";
import { JsonRecord, readJson } from "./json-record.js";
import type { Segmentation } from "./segmentation-mask.js";

/**
 * Objects in pictures from a file in COCO's format, such as `instances_val2017.json`: boxes,
 * polygons, and run lengths, compressed or not. What the format adds to that is not kept.
 *
 * @example
 * const set = await cocoInstances("instances.json");
 * set.categories.map(({ name }) => name); // ["cell", "cluster"]
 * set.annotations[0]!.box; // [2, 3, 10, 8]: x, y, width, height
 * @throws DataFileError when the file is broken, a number in it cannot be, an id occurs twice or
 *   does not exist, or a segmentation does not fit its picture.
 */
export async function cocoInstances(path: string): Promise<AnnotationSet> {
  return decodeInstances(await readJson(path), { name: path });
}

/** The annotations in a value of COCO's format. */
export function decodeInstances(value: unknown, { name }: { name: string }): AnnotationSet {
  const file = new JsonRecord(value, { file: name, where: "" });
  const images = file.each("images", pictureIn);
  const categories = file.each("categories", categoryIn);
  const sizes = new Map<number, PictureSize>(images.map((image) => [image.id, image]));
  const annotations = file.each("annotations", (record) => annotationIn(record, sizes));
  const problem = problemOf({ images, categories, annotations });
  if (problem !== undefined) throw new DataFileError(`Cannot read ${name}: ${problem}`);
  return showing({ images, categories, annotations });
}

export function pictureIn(record: JsonRecord): AnnotatedPicture {
  return {
    id: record.id("id"),
    file: record.text("file_name"),
    height: record.side("height"),
    width: record.side("width"),
  };
}

export function categoryIn(record: JsonRecord): Category {
  return {
    id: record.id("id"),
    name: record.text("name"),
    ...(record.has("supercategory") && { group: record.text("supercategory") }),
    ...(record.has("isthing") && { thing: record.flag("isthing") }),
  };
}

function annotationIn(record: JsonRecord, sizes: ReadonlyMap<number, PictureSize>): Annotation {
  const image = record.id("image_id");
  const box = boxIn(record);
  const segmentation = segmentationIn(record, sizes.get(image));
  return {
    id: record.id("id"),
    image,
    category: record.id("category_id"),
    box,
    area: record.has("area") ? record.number("area", 0) : box[2] * box[3],
    crowd: record.has("iscrowd") && record.flag("iscrowd"),
    ...(segmentation && { segmentation }),
  };
}

/**
 * Writes objects in pictures in COCO's format: crowds' runs as lists of counts, others' compressed.
 *
 * @example
 * const set = await cocoInstances("instances.json");
 * await writeCocoInstances(set, "copy.json");
 * @throws RangeError when ids occur twice or do not exist.
 */
export async function writeCocoInstances(set: AnnotationFields, path: string): Promise<void> {
  const problem = problemOf(set);
  if (problem !== undefined) throw new RangeError(`Cannot write ${path}: ${problem}`);
  await writeWhole(path, Buffer.from(JSON.stringify(encodeInstances(set))));
}

/** COCO's names for the fields of a set. */
export function encodeInstances({ images, categories, annotations }: AnnotationFields) {
  return {
    images: images.map(encodePicture),
    annotations: annotations.map(({ id, image, category, box, area, crowd, segmentation }) => ({
      id,
      image_id: image,
      category_id: category,
      bbox: box,
      area,
      iscrowd: Number(crowd),
      ...(segmentation && { segmentation: encodeSegmentation(segmentation, { crowd }) }),
    })),
    categories: categories.map(encodeCategory),
  };
}

export function encodePicture({ id, file, height, width }: AnnotatedPicture) {
  return { id, file_name: file, height, width };
}

export function encodeCategory({ id, name, group, thing }: Category) {
  return {
    id,
    name,
    ...(group !== undefined && { supercategory: group }),
    ...(thing !== undefined && { isthing: Number(thing) }),
  };
}

/** Polygons as they are, runs as text or, of crowds, as a list of counts. */
export function encodeSegmentation(segmentation: Segmentation, { crowd }: { crowd: boolean }) {
  if (!("counts" in segmentation)) return segmentation;
  const { height, width, counts } = segmentation;
  return { size: [height, width], counts: crowd ? [...counts] : maskText(segmentation) };
}
