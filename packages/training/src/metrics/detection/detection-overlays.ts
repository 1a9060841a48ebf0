import {
  type AnnotationFields,
  type Detection,
  overlaidObjects,
  type Split,
} from "@rosenblatt/datasets";
import type { Shape } from "@rosenblatt/engine";
import {
  type Figure,
  type OverlaidPicture,
  type OverlaysOptions,
  overlays,
} from "@rosenblatt/plots";
import type { DetectionKind } from "./detection-objects.js";

/** Which pictures to show, and what of them. */
export interface DetectionOverlaysOptions extends Omit<OverlaysOptions, "classes"> {
  /** The pictures of the truths, in their order. */
  readonly pictures: Split<Shape, readonly string[], Shape>;
  /** Their positions. */
  readonly which?: readonly number[];
  /** Boxes or masks; without it both, of what there is. */
  readonly kind?: DetectionKind;
  /** What is less sure is not drawn. */
  readonly least?: number;
}

/**
 * What is on pictures beside what was found there: the truth at the left of each pair, detections at
 * its right, as `overlays()` draws them.
 *
 * @example
 * const garments = await scenes({ count: 20, size: 32 });
 * const truths = garments.annotations("test");
 * const found = truths.annotations.map((each) => ({ ...each, score: 0.9 }));
 * detectionOverlays(found, truths, { pictures: garments.test, which: [0, 2] })
 * @throws RangeError when there are not as many pictures as the truths have, and for positions and
 *   categories that do not exist.
 */
export function detectionOverlays(
  found: readonly Detection[],
  { images, categories, annotations }: AnnotationFields,
  { pictures, which = [0, 1, 2, 3], kind, least = 0.5, ...how }: DetectionOverlaysOptions,
): Figure {
  check(which, { pictures: pictures.length, images: images.length });
  const sure = found.filter(({ score }) => score >= least);
  const beside = which.flatMap((i): OverlaidPicture[] => {
    const { id, height, width } = images[i]!;
    const options = { height, width, categories, kind };
    const own = <M extends { readonly image: number }>(marks: readonly M[]) =>
      marks.filter(({ image }) => image === id);
    const picture = { image: pictures.plain.at(i).input, shape: pictures.shape };
    return [
      { ...picture, title: `${i}: truth`, objects: overlaidObjects(own(annotations), options) },
      { ...picture, title: "found", objects: overlaidObjects(own(sure), options) },
    ];
  });
  return overlays(beside, { classes: categories.map(({ name }) => name), ...how });
}

function check(
  which: readonly number[],
  { pictures, images }: { pictures: number; images: number },
): void {
  const strange = which.find((i) => !(Number.isInteger(i) && i >= 0 && i < images));
  if (pictures === images && strange === undefined) return;
  throw new RangeError(
    `Cannot show what was found on ${strange === undefined ? "pictures" : `picture ${strange}`}: ` +
      `the truths are of ${images} pictures, numbered from 0, and there are ${pictures}; ` +
      "give the split that they are of",
  );
}
