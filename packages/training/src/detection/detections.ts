import { type Box, type BoxEdges, boxIou, type Detection, type Split } from "@rosenblatt/datasets";
import type { Shape } from "@rosenblatt/engine";
import { type BoxMark, boxGrid, type Picture } from "@rosenblatt/plots";

export interface DetectionsOptions {
  /** How many pictures, the first of the split. */
  readonly count?: number;
  /** What is less sure than this is left out. */
  readonly least?: number;
  /** What overlaps an object of its class by this or more is right. */
  readonly iou?: number;
  readonly columns?: number;
  /** Pixels of the page for each of a picture. */
  readonly scale?: number;
  readonly title?: string;
}

/**
 * What a detector found on the first pictures of a split, against what is there: right, wrong or
 * missed. Of two boxes for one object the surer one is right. Masks, and truth and detections side by
 * side, `detectionOverlays` draws.
 *
 * @example
 * const garments = await scenes({ count: 10 });
 * const box = garments.test.boxes![0]![0]!;
 * const edges = [box.x, box.y, box.width, box.height] as const;
 * const found = [{ image: 1, category: Number(box.label), score: 0.9, box: edges }];
 * detections(found, garments.test, { count: 2 })
 * @throws RangeError for a split without pictures and boxes.
 */
export function detections<S extends Shape, C extends readonly string[]>(
  found: readonly Detection[],
  split: Split<S, C, Shape>,
  { count = 8, least = 0.3, iou = 0.5, ...drawing }: DetectionsOptions = {},
): Picture {
  const { shape, classes, boxes } = split;
  if (shape.length !== 3 || !boxes) {
    throw new RangeError(
      `Cannot show detections on examples of [${shape.join(", ")}]` +
        `${boxes ? "" : " without boxes"}: it needs pictures with boxes`,
    );
  }
  const size = split.inputs.length / split.length;
  const part = split.take(count);
  const pictures = Array.from({ length: part.length }, (_, i) => {
    const values = part.inputs.subarray(i * size, (i + 1) * size);
    const own = found.filter(({ image, score }) => image === i + 1 && score >= least);
    return {
      image: Float32Array.from(values, (value) => value * split.scale),
      marks: marksOf(own, { truths: boxes[i]!, classes, iou }),
    };
  });
  return boxGrid(pictures, { shape, ...drawing });
}

interface Truths {
  readonly truths: readonly Box[];
  readonly classes: readonly string[];
  readonly iou: number;
}

/** The surest choose first, each the object of its class that it overlaps most. */
function marksOf(found: readonly Detection[], { truths, classes, iou }: Truths): BoxMark[] {
  const left = new Set(truths);
  const nameOf = ({ label }: Box) => (typeof label === "number" ? classes[label] : label) ?? "";
  const marks = [...found]
    .sort((a, b) => b.score - a.score)
    .map(({ box, category, score }): BoxMark => {
      const name = classes[category] ?? String(category);
      const overlap = (truth: Box) => boxIou(box, edgesOf(truth));
      const match = [...left]
        .filter((truth) => nameOf(truth) === name && overlap(truth) >= iou)
        .sort((a, b) => overlap(b) - overlap(a))[0];
      if (match) left.delete(match);
      const [x, y, width, height] = box;
      const text = `${name} ${(100 * score).toFixed(0)} %`;
      return { x, y, width, height, text, kind: match ? "right" : "wrong" };
    });
  const missed = [...left].map((truth): BoxMark => {
    const { x, y, width, height } = truth;
    return { x, y, width, height, text: nameOf(truth), kind: "missed" };
  });
  return [...missed, ...marks.reverse()];
}

function edgesOf({ x, y, width, height }: Box): BoxEdges {
  return [x, y, width, height];
}
