import type { Annotation } from "../annotations/annotation-set.js";
import { segmentationMask } from "../annotations/segmentation-mask.js";
import { decodeMask } from "../masks/bitmap.js";
import type { PictureSize } from "../masks/run-length-mask.js";
import type { PixelMap } from "./frame.js";

/**
 * The class of each pixel of a picture by its annotations' masks: 0 where there is none; where some
 * overlap, that of the smallest.
 */
export function painted(
  annotations: readonly Annotation[],
  { size, classOf }: { size: PictureSize; classOf: ReadonlyMap<number, number> },
): PixelMap {
  const values = new Uint8Array(size.height * size.width);
  for (const { segmentation, category } of [...annotations].sort((a, b) => b.area - a.area)) {
    if (!segmentation) continue;
    const mask = decodeMask(segmentationMask(segmentation, size));
    const label = classOf.get(category)!;
    for (let i = 0; i < mask.length; i += 1) if (mask[i]) values[i] = label;
  }
  return { height: size.height, width: size.width, values };
}
