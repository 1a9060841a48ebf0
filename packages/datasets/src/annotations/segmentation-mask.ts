import { type Polygon, polygonMask } from "../masks/polygon-mask.js";
import { checkSameSize, type PictureSize, type RunLengthMask } from "../masks/run-length-mask.js";

/** Where an object is, by pixels: polygons around its parts, or runs. */
export type Segmentation = readonly Polygon[] | RunLengthMask;

/**
 * The mask of an annotation's segmentation on a picture of this size.
 *
 * @example
 * const triangle = segmentationMask([[10, 10, 20, 10, 20, 20]], { height: 30, width: 30 });
 * maskArea(triangle); // 45
 * @throws RangeError when it is of a picture of another size, or its polygons are none.
 */
export function segmentationMask(segmentation: Segmentation, size: PictureSize): RunLengthMask {
  if (!("counts" in segmentation)) return polygonMask(segmentation, size);
  checkSameSize(segmentation, size);
  return segmentation;
}
