import type { Detection, Split } from "@rosenblatt/datasets";
import { type HostTensor, ready, type Shape, type tf } from "@rosenblatt/engine";
import type { Detector } from "@rosenblatt/models";
import { evenSize } from "../even-size.js";
import { Forward } from "../forward.js";
import { checkGear, type Gear } from "../gear.js";
import { nonMaximumSuppression, type SuppressionOptions } from "./non-maximum-suppression.js";
import { pictureBatches } from "./picture-batches.js";
import { softmax } from "./softmax.js";
import { within } from "./within.js";

export interface DetectOptions extends SuppressionOptions {
  /** Pictures at a time; without it at most 256. */
  readonly batchSize?: number;
  readonly gear?: Gear | "auto";
  /**
   * What scores say: that an object of the class is there, which is usual, or only that there is
   * one. Then each place has its likeliest class alone, and boxes suppress those of any class.
   */
  readonly scores?: "named" | "found";
}

/**
 * What a detector finds on the pictures of a split, which are numbered from 1; categories are the
 * labels of boxes. So COCO's evaluation takes it: `detectionReport(found, truths)`. Of the boxes
 * around one thing only the surest is left: see `nonMaximumSuppression`. Boxes end at the
 * picture's edges. A bar shows how far it is when that takes long.
 *
 * @example
 * const garments = await scenes({ count: 20 });
 * const encoder = resnet18({ shape: garments.shape, width: 0.125 });
 * const detector = fcos({ classes: garments.classes, encoder, strides: [8] });
 * await fit(detector, garments, { epochs: 1 });
 * const found = await detect(detector, garments.test);
 * const report = detectionReport(found, garments.annotations("test"));
 * @throws RangeError when pictures are of another shape than the detector's.
 */
export async function detect<S extends Shape, C extends readonly string[]>(
  detector: Detector<S>,
  split: Split<S, C, Shape>,
  {
    batchSize = evenSize(split.length, split),
    gear = "auto",
    iou = 0.6,
    least = 0.05,
    most = 100,
    scores = "named",
    perClass = scores === "named",
    ...suppression
  }: DetectOptions = {},
): Promise<Detection[]> {
  checkGear({ gear });
  checkPictures(detector, split);
  checkScores(scores);
  await ready();
  const forward = Forward.of(detector);
  const found: Detection[] = [];
  for await (const { x, before } of pictureBatches(split, { batchSize, title: "Detecting" })) {
    const rows = forward.run(x, gear);
    const pictures = { first: before + 1, shape: x.shape };
    const candidates = candidatesIn(rows, { detector, least, scores, ...pictures });
    found.push(
      ...nonMaximumSuppression(candidates, { ...suppression, iou, least, most, perClass }),
    );
  }
  return found;
}

interface Reading extends Required<Pick<DetectOptions, "scores">> {
  readonly detector: Detector;
  readonly least: number;
  /** The number of the first picture. */
  readonly first: number;
  /** Of the pictures. */
  readonly shape: readonly number[];
}

/** What is sure enough of what each place says, picture by picture. */
function candidatesIn(
  { values, shape: [count = 0, places = 0, units = 0] }: HostTensor,
  { detector: { things }, least, first, shape: [, height = 0, width = 0], scores }: Reading,
): Detection[] {
  const candidates: Detection[] = [];
  for (let row = 0; row < count * places; row += 1) {
    const said = values.subarray(row * units, (row + 1) * units) as Float32Array;
    const object = 1 / (1 + Math.exp(-said[4]!));
    if (!(object >= least)) continue;
    const image = first + Math.floor(row / places);
    const box = within(said, { height, width });
    if (!(box[2] > 0 && box[3] > 0)) continue;
    const shares = scores === "named" ? softmax(said.subarray(5)) : likeliest(said.subarray(5));
    shares.forEach((share, k) => {
      const score = object * share;
      if (score >= least) candidates.push({ image, category: things[k]!, score, box });
    });
  }
  return candidates;
}

/** 1 for the largest of numbers, and 0 for the others. */
function likeliest(logits: Float32Array): Float32Array {
  const place = logits.indexOf(Math.max(...logits));
  return logits.map((_, i) => Number(i === place));
}

function checkPictures(detector: tf.LayersModel, { shape }: { readonly shape: Shape }): void {
  const [, ...input] = detector.inputs[0]!.shape;
  if (input.join() === shape.join()) return;
  throw new RangeError(
    `Cannot detect on pictures of [${shape.join(", ")}]: the detector's are [${input.join(", ")}]`,
  );
}

function checkScores(scores: string): void {
  if (scores === "named" || scores === "found") return;
  throw new RangeError(`Cannot detect with scores = "${scores}": it must be "named" or "found"`);
}
