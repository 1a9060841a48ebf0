import type { AnnotationFields } from "../annotations/annotation-set.js";
import { encodeMask } from "../masks/bitmap.js";
import { maskArea } from "../masks/mask-extent.js";
import type { Composed } from "./compose.js";

/** The things of scenes as COCO counts them, from back to front; what is hidden is left out. */
export function annotationsOf(
  { boxes, instances }: Composed,
  { size, classes }: { size: number; classes: readonly string[] },
): AnnotationFields {
  const pixels = size * size;
  const picture = { height: size, width: size };
  const images = boxes.map((_, i) => ({ id: i + 1, file: `scene-${i + 1}.png`, ...picture }));
  const categories = classes.slice(1).map((name, i) => ({ id: i + 1, name }));
  const annotations = boxes.flatMap((own, i) => {
    const owners = instances.subarray(i * pixels, (i + 1) * pixels);
    const seen = [...new Set(owners)].filter((owner) => owner > 0).sort((a, b) => a - b);
    return seen.map((owner, place) => {
      const { x, y, width, height, label } = own[place]!;
      const segmentation = encodeMask(
        owners.map((each) => Number(each === owner)),
        picture,
      );
      const box = [x, y, width, height] as const;
      const what = { image: i + 1, category: label as number, crowd: false };
      return { ...what, box, segmentation, area: maskArea(segmentation) };
    });
  });
  return {
    ...{ images, categories },
    annotations: annotations.map((each, i) => ({ id: i + 1, ...each })),
  };
}
