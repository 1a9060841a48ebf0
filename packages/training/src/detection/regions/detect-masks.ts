import { type BoxEdges, type Detection, Split } from "@rosenblatt/datasets";
import { ready, type Shape } from "@rosenblatt/engine";
import type { RegionHead } from "@rosenblatt/models";
import { predict } from "../../predict.js";
import { nonMaximumSuppression, type SuppressionOptions } from "../non-maximum-suppression.js";
import { softmax } from "../softmax.js";
import { within } from "../within.js";
import { pastedMask } from "./pasted-mask.js";
import { proposals } from "./proposals.js";
import { regionFeatures } from "./region-features.js";
import { corrected } from "./region-offsets.js";
import type { Stages } from "./regions.js";

export interface DetectMasksOptions extends SuppressionOptions {
  /** How many boxes of each picture the first stage proposes at most. */
  readonly proposed?: number;
}

/**
 * What both stages of a detector find on the pictures of a split, which are numbered from 1: boxes
 * and masks with their class, as COCO's evaluation takes them. The second stage names what the
 * first proposed and corrects its boxes; of those around one thing only the surest is left; masks are
 * those of the regions.
 *
 * @example
 * const garments = await scenes({ count: 20 });
 * const encoder = resnet18({ shape: garments.shape, width: 0.125 });
 * const detector = fcos({ classes: garments.classes, encoder, strides: [8] });
 * const found = await detectMasks({ detector, head: regionHead(detector) }, garments.test);
 * const report = detectionReport(found, garments.annotations("test"), { kind: "masks" });
 */
export async function detectMasks<S extends Shape, C extends readonly string[]>(
  { detector, head }: Stages<S>,
  split: Split<S, C, Shape>,
  { proposed = 20, iou = 0.5, least = 0.05, most = 100, ...suppression }: DetectMasksOptions = {},
): Promise<Detection[]> {
  await ready();
  const boxes = await proposals(detector, split, { most: proposed });
  const owners = boxes.flatMap((own, i) => own.map(() => i + 1));
  if (owners.length === 0) return [];
  const { values, shape } = await regionFeatures(detector, split, { boxes, size: head.size });
  const all = new Split({
    shape,
    classes: [],
    inputs: values,
    labels: new Float32Array(owners.length),
  });
  const { outputs, units } = predict(head, all);
  const [height = 0, width = 0] = split.shape;
  const picture = { height, width };
  const candidates = boxes.flat().flatMap((region, i): Candidate[] => {
    const row = outputs.subarray(i * units, (i + 1) * units);
    return named(row, { region, head, least, picture, image: owners[i]! });
  });
  const kept = nonMaximumSuppression(candidates, { iou, least, most, ...suppression });
  return kept.map(({ mask, region, ...found }) => {
    const segmentation = pastedMask(mask, { box: region, picture });
    return { ...found, segmentation };
  });
}

/** A detection whose mask is not drawn yet. */
interface Candidate extends Detection {
  readonly region: BoxEdges;
  readonly mask: Float32Array;
}

interface Naming {
  readonly region: BoxEdges;
  readonly head: RegionHead;
  readonly least: number;
  readonly picture: { readonly height: number; readonly width: number };
  readonly image: number;
}

/** Every class that a region is surely enough of, by a row of the head's outputs. */
function named(
  row: Float32Array,
  { region, head: { things }, least, picture, image }: Naming,
): Candidate[] {
  const classes = things.length + 1;
  const shares = softmax(row.subarray(0, classes));
  const box = within(corrected(row.subarray(classes, classes + 4), region), picture);
  if (!(box[2] > 0 && box[3] > 0)) return [];
  const mask = row.subarray(classes + 4);
  return things.flatMap((category, i) => {
    const score = shares[i + 1]!;
    return score >= least ? [{ image, category, score, box, region, mask }] : [];
  });
}
