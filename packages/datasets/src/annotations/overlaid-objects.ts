import type { OverlaidObject } from "@rosenblatt/plots";
import { decodeMask } from "../masks/bitmap.js";
import type { PictureSize } from "../masks/run-length-mask.js";
import type { Annotation, Category, Detection } from "./annotation-set.js";
import { segmentationMask } from "./segmentation-mask.js";

/** What there is of objects to draw. */
export interface OverlaidObjectsOptions extends PictureSize {
  /** Their places in this list are the labels. */
  readonly categories: readonly Pick<Category, "id">[];
  /** What is drawn; without it both, of what there is. */
  readonly kind?: "boxes" | "masks" | undefined;
}

/**
 * Annotations or detections of one picture for `overlays()`.
 *
 * @example
 * const { images, categories, annotations } = await cocoInstances("instances.json");
 * const own = annotations.filter(({ image }) => image === images[0].id);
 * overlaidObjects(own, { ...images[0], categories })[0].label; // 0
 * @throws RangeError for a category that is not in the list, and a segmentation that does not fit.
 */
export function overlaidObjects(
  marks: readonly (Pick<Annotation, "category" | "box" | "segmentation"> &
    Partial<Pick<Detection, "score">>)[],
  { height, width, categories, kind }: OverlaidObjectsOptions,
): OverlaidObject[] {
  const labels = new Map(categories.map(({ id }, i) => [id, i]));
  return marks.map(({ category, box: [x, y, across, down], segmentation, score }) => {
    const label = labels.get(category);
    if (label === undefined) {
      throw new RangeError(
        `Cannot draw an object of category ${category}: it must be one of ${[...labels.keys()]}`,
      );
    }
    const masked = segmentation !== undefined && kind !== "boxes";
    const mask = masked && decodeMask(segmentationMask(segmentation, { height, width }));
    return {
      ...{ label, score },
      ...(kind !== "masks" && { box: { x, y, width: across, height: down } }),
      ...(mask && { mask }),
    };
  });
}
