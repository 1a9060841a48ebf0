import type { BoxEdges, Split } from "@rosenblatt/datasets";
import type { Shape } from "@rosenblatt/engine";
import type { Detector } from "@rosenblatt/models";
import { detect } from "../detect.js";

/**
 * The boxes that a first stage proposes on each picture, whatever their class: the surest, of those
 * that overlap by less than 0.7.
 */
export async function proposals<S extends Shape, C extends readonly string[]>(
  detector: Detector<S>,
  split: Split<S, C, Shape>,
  { most }: { most: number },
): Promise<BoxEdges[][]> {
  const found = await detect(detector, split, { most, iou: 0.7, scores: "found" });
  const boxes = Array.from({ length: split.length }, (): BoxEdges[] => []);
  for (const { image, box } of found) boxes[image - 1]!.push(box);
  return boxes;
}
