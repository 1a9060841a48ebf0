import { bundleOf, type Displayable, displayable, table } from "@rosenblatt/plots";
import type { BoxEdges } from "../masks/box-iou.js";
import { repeatedId, strangeId } from "./ids.js";
import type { Segmentation } from "./segmentation-mask.js";

/** A picture that annotations are of. */
export interface AnnotatedPicture {
  readonly id: number;
  /** As the file of annotations names it. */
  readonly file: string;
  readonly height: number;
  readonly width: number;
}

/** What may be seen. */
export interface Category {
  readonly id: number;
  readonly name: string;
  /** The name of the group that it belongs to. */
  readonly group?: string;
  /** A thing can be counted; stuff, such as grass, cannot. */
  readonly thing?: boolean;
}

/** One object on one picture. */
export interface Annotation {
  readonly id: number;
  /** The picture's id. */
  readonly image: number;
  /** The category's id. */
  readonly category: number;
  readonly box: BoxEdges;
  /** Of the object, in pixels. */
  readonly area: number;
  /** Many objects under one mark, any of which may be found, or none. */
  readonly crowd: boolean;
  readonly segmentation?: Segmentation;
  /** Hard to recognise, by Pascal VOC's annotators. */
  readonly difficult?: boolean;
  /** Only a part of the object is in the box. */
  readonly truncated?: boolean;
}

/** Annotated pictures as plain values. Ids are unique, and each id that is named exists. */
export interface AnnotationFields {
  readonly images: readonly AnnotatedPicture[];
  readonly categories: readonly Category[];
  readonly annotations: readonly Annotation[];
}

/** Annotated pictures, which show themselves as a table of their categories. */
export interface AnnotationSet extends AnnotationFields, Displayable {}

/** What a detector says of one picture. */
export interface Detection {
  readonly image: number;
  readonly category: number;
  /** How sure it is; only the order counts. */
  readonly score: number;
  readonly box: BoxEdges;
  readonly segmentation?: Segmentation;
}

/**
 * Annotated pictures of your own as one value, which shows itself.
 *
 * @example
 * const cats = annotationSet({
 *   images: [{ id: 1, file: "cats.jpg", height: 480, width: 640 }],
 *   categories: [{ id: 1, name: "cat" }],
 *   annotations: [{ id: 1, image: 1, category: 1, box: [20, 30, 200, 100], area: 20_000, crowd: false }],
 * });
 * cats; // one row: cat, 1 annotation on 1 picture
 * @throws RangeError when an id occurs twice, or one is named that does not exist.
 */
export function annotationSet({
  images,
  categories,
  annotations,
}: AnnotationFields): AnnotationSet {
  const problem = problemOf({ images, categories, annotations });
  if (problem !== undefined) {
    throw new RangeError(`Cannot make a set of annotations: ${problem}`);
  }
  return showing({ images, categories, annotations });
}

/** A set that was checked, as a value that shows itself. */
export function showing(set: AnnotationFields): AnnotationSet {
  return displayable({ ...set }, shown);
}

/** What does not fit together. */
export function problemOf({ images, categories, annotations }: AnnotationFields) {
  return (
    repeatedId("images", images) ??
    repeatedId("categories", categories) ??
    repeatedId("annotations", annotations) ??
    missingId(annotations, { images, categories })
  );
}

/** Which picture or category is named that does not exist. */
export function missingId(
  marks: readonly { readonly image: number; readonly category: number }[],
  { images, categories }: Pick<AnnotationFields, "images" | "categories">,
): string | undefined {
  const pictures = marks.map(({ image }) => image);
  const kinds = marks.map(({ category }) => category);
  return (
    strangeId("picture", { ids: pictures, among: images }) ??
    strangeId("category", { ids: kinds, among: categories })
  );
}

function shown({ images, categories, annotations }: AnnotationFields) {
  const found = new Map(
    categories.map(({ id }) => [id, { count: 0, pictures: new Set<number>() }]),
  );
  for (const { image, category } of annotations) {
    const row = found.get(category)!;
    row.count += 1;
    row.pictures.add(image);
  }
  const rows = categories.map(({ id, name }) => ({
    category: name,
    annotations: found.get(id)!.count,
    pictures: found.get(id)!.pictures.size,
  }));
  const title = `${annotations.length} annotations on ${images.length} pictures`;
  return bundleOf(table(rows, { title }));
}
