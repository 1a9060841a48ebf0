import { basename, join, normalize } from "node:path";
import { ready } from "@rosenblatt/engine";
import type { AnnotationFields } from "../annotations/annotation-set.js";
import { DataFileError } from "../data-file-error.js";
import type { DivideOptions } from "../files/own.js";
import { readWhole } from "../files/read-whole.js";
import { type Annotated, annotated, type MarkedClasses } from "./annotated.js";
import { annotationsOf, divided } from "./divided.js";
import { markedSource } from "./marked-source.js";
import type { ColourPicture, FrameSize } from "./picture-dataset.js";

/** How annotated pictures are read, and divided. */
export interface AnnotatedPicturesOptions<P extends boolean> extends DivideOptions {
  /** The folder of the pictures, whose names the annotations have. */
  folder: string;
  /** Height and width, in pixels. */
  size?: FrameSize;
  /** The names of the categories to keep, and the pictures that have some; all without it. */
  categories?: readonly string[];
  /** Whether masks give each pixel a class, to learn segmentation from. */
  pixels?: P;
}

/** The labels' shape with or without a class for each pixel. */
export type PixelLabels<P extends boolean> = P extends true
  ? readonly [number, number]
  : readonly [];

const maxFileBytes = 64e6;

/**
 * Your own annotated pictures, PNG or JPEG, as a data set to train detectors with and, with
 * `pixels: true`, networks that tell the class of each pixel. Pictures keep their proportions, and
 * are grey outside of their edges.
 *
 * @example
 * const marks = await pascalVoc("voc/Annotations");
 * const data = await annotatedPictures(marks, { folder: "voc/JPEGImages", size: 64, test: 0 });
 * data.train.boxes![0]!.length; // 1
 * @throws DataFileError when a picture is missing or broken, or has another size than the
 *   annotations tell; RangeError when there is no such category.
 */
export async function annotatedPictures<P extends boolean = false>(
  set: AnnotationFields,
  { folder, size = 128, categories, pixels, ...divide }: AnnotatedPicturesOptions<P>,
): Promise<Annotated<ColourPicture, MarkedClasses, PixelLabels<P>>> {
  await ready();
  const kept = categories ? annotationsOf(set, categories) : set;
  const parts = divided(kept, divide);
  const bytes = (file: string) => readWhole(pathIn(folder, file), { limit: maxFileBytes });
  const source = (part: AnnotationFields) => markedSource(part, { bytes, pixels: pixels === true });
  const classes = classesOf(kept);
  const facts = { licence: "your own", source: folder, citation: "none" };
  return annotated<MarkedClasses, PixelLabels<P>>(
    { name: basename(folder), classes, ...facts },
    { size, train: source(parts.train), test: source(parts.test) },
  );
}

/** Background, and the names of a set's categories. */
export function classesOf({ categories }: Pick<AnnotationFields, "categories">): MarkedClasses {
  return ["background", ...categories.map(({ name }) => name)];
}

/** A picture's path, which must not lead out of the folder. */
function pathIn(folder: string, file: string): string {
  const path = normalize(file);
  if (!/^([/\\]|[a-z]:|\.\.([/\\]|$))/i.test(path)) return join(folder, path);
  throw new DataFileError(
    `Cannot read ${JSON.stringify(file)}: annotations must name pictures in ${folder}`,
  );
}
