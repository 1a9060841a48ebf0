import { writeWhole } from "@rosenblatt/engine";
import { DataFileError } from "../data-file-error.js";
import { maskBox } from "../masks/mask-extent.js";
import { maskText } from "../masks/mask-text.js";
import type { PictureSize } from "../masks/run-length-mask.js";
import { type AnnotationFields, type Detection, missingId } from "./annotation-set.js";
import { boxIn, segmentationIn } from "./coco-fields.js";
import { JsonRecord, readJson } from "./json-record.js";

/** What results are compared with while they are read. */
export interface CocoResultsOptions {
  /** The annotated pictures: results must be of them, and their masks of their size. */
  truths?: Pick<AnnotationFields, "images" | "categories">;
}

/**
 * What a detector found, from a file in COCO's format for results: boxes, masks, or both. A mask
 * without a box gets the one around it.
 *
 * @example
 * const truths = await cocoInstances("instances.json");
 * const found = await cocoResults("results.json", { truths });
 * found[0]!.score; // 0.9
 * @throws DataFileError when the file is broken, or a result is of no picture or category there is.
 */
export async function cocoResults(
  path: string,
  { truths }: CocoResultsOptions = {},
): Promise<Detection[]> {
  return decodeResults(await readJson(path), { name: path, truths });
}

/** The results in a value of COCO's format. */
export function decodeResults(
  value: unknown,
  { name, truths }: { name: string; truths: CocoResultsOptions["truths"] | undefined },
): Detection[] {
  const sizes = new Map<number, PictureSize>(truths?.images.map((image) => [image.id, image]));
  const file = new JsonRecord({ results: value }, { file: name, where: "" });
  const found = file.each("results", (record) => detectionIn(record, sizes));
  const problem = truths && missingId(found, truths);
  if (problem === undefined) return found;
  throw new DataFileError(
    `Cannot read ${name}: ${problem}; read it beside the annotations that it was made for`,
  );
}

function detectionIn(record: JsonRecord, sizes: ReadonlyMap<number, PictureSize>): Detection {
  const image = record.id("image_id");
  const category = record.id("category_id");
  const score = record.number("score");
  const segmentation = segmentationIn(record, sizes.get(image));
  if (!segmentation) return { image, category, score, box: boxIn(record) };
  const around = !record.has("bbox") && "counts" in segmentation;
  const box = around ? maskBox(segmentation) : boxIn(record);
  return { image, category, score, box, segmentation };
}

/**
 * Writes what a detector found in COCO's format for results, masks as compressed runs.
 *
 * @example
 * await writeCocoResults([{ image: 1, category: 1, score: 0.9, box: [2, 3, 10, 8] }], "found.json");
 * @throws RangeError for a score that is no number, or a segmentation of polygons, which results
 *   cannot have.
 */
export async function writeCocoResults(found: readonly Detection[], path: string): Promise<void> {
  const results = found.map(({ image, category, score, box, segmentation }, i) => {
    if (!Number.isFinite(score)) {
      throw new RangeError(`Cannot write ${path}: the score of number ${i} is ${score}`);
    }
    const marks = { image_id: image, category_id: category, bbox: box, score };
    if (!segmentation) return marks;
    if (!("counts" in segmentation)) {
      throw new RangeError(
        `Cannot write ${path}: results have masks, and number ${i} has polygons; ` +
          "make one of them with segmentationMask(segmentation, size)",
      );
    }
    const { height, width } = segmentation;
    return { ...marks, segmentation: { size: [height, width], counts: maskText(segmentation) } };
  });
  await writeWhole(path, Buffer.from(JSON.stringify(results)));
}
