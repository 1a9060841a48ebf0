import type { Annotation, AnnotationFields, Category } from "../annotations/annotation-set.js";
import type { Segmentation } from "../annotations/segmentation-mask.js";
import { decodeMask, encodeMask } from "../masks/bitmap.js";
import type { PictureSize } from "../masks/run-length-mask.js";
import { framedMap, type Placement, placement } from "./frame.js";

/**
 * The annotations of pictures that were brought into frames. Pictures, categories and annotations
 * are numbered anew from 1 on, so that a category's id is the index of its class.
 */
export function framedAnnotations(
  { images, categories, annotations }: AnnotationFields,
  { frame }: { frame: PictureSize },
): AnnotationFields {
  const pictures = new Map(
    images.map(({ id, height, width }, i) => {
      return [id, { number: i + 1, place: placement({ height, width }, frame) }];
    }),
  );
  const kinds = classIndices(categories);
  const { height, width } = frame;
  return {
    images: images.map(({ file }, i) => ({ id: i + 1, file, height, width })),
    categories: categories.map((category) => ({ ...category, id: kinds.get(category.id)! })),
    annotations: annotations.map((annotation, i) => {
      const { number, place } = pictures.get(annotation.image)!;
      const category = kinds.get(annotation.category)!;
      return { ...moved(annotation, { place, frame }), id: i + 1, image: number, category };
    }),
  };
}

/** The class of each category, by its id: 0 is what is none of them. */
export function classIndices(categories: readonly Category[]): ReadonlyMap<number, number> {
  return new Map(categories.map(({ id }, i) => [id, i + 1]));
}

interface Move {
  readonly place: Placement;
  readonly frame: PictureSize;
}

function moved(annotation: Annotation, { place, frame }: Move): Annotation {
  const { across, down } = place;
  const [x, y, width, height] = annotation.box;
  const { segmentation } = annotation;
  return {
    ...annotation,
    box: [x * across, y * down, width * across, height * down],
    area: annotation.area * across * down,
    ...(segmentation && { segmentation: movedSegmentation(segmentation, { place, frame }) }),
  };
}

function movedSegmentation(segmentation: Segmentation, { place, frame }: Move): Segmentation {
  if (!("counts" in segmentation)) {
    const { across, down } = place;
    return segmentation.map((polygon) =>
      polygon.map((at, i) => at * (i % 2 === 0 ? across : down)),
    );
  }
  const { height, width } = segmentation;
  const map = { height, width, values: decodeMask(segmentation) };
  return encodeMask(framedMap(map, { frame, outside: 0 }), frame);
}
