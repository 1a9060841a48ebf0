import type { Detection, Split } from "@rosenblatt/datasets";
import { type HostTensor, ready, type Shape, tf } from "@rosenblatt/engine";
import type { Detector } from "@rosenblatt/models";
import { progressBar } from "@rosenblatt/plots";
import { evenSize } from "../even-size.js";
import { Forward } from "../forward.js";
import { checkGear, type Gear } from "../gear.js";
import { nextTurn } from "../next-turn.js";
import { nonMaximumSuppression, type SuppressionOptions } from "./non-maximum-suppression.js";
import { within } from "./within.js";

export interface DetectOptions extends SuppressionOptions {
  /** Pictures at a time; without it at most 256. */
  readonly batchSize?: number;
  readonly gear?: Gear | "auto";
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
    ...suppression
  }: DetectOptions = {},
): Promise<Detection[]> {
  checkGear({ gear });
  checkPictures(detector, split);
  await ready();
  const forward = Forward.of(detector);
  const bar = progressBar("Detecting", split.length);
  const found: Detection[] = [];
  let seen = 0;
  for (const { x, y } of split.plain.batches(batchSize)) {
    await nextTurn();
    const { shape } = x;
    const values = x.dataSync() as Float32Array;
    tf.dispose([x, y]);
    const rows = forward.run({ values, shape, dtype: "float32" }, gear);
    const candidates = candidatesIn(rows, { detector, least, first: seen + 1, shape });
    found.push(...nonMaximumSuppression(candidates, { iou, least, most, ...suppression }));
    seen += shape[0]!;
    bar.update(seen);
  }
  bar.end();
  return found;
}

interface Reading {
  readonly detector: Detector;
  readonly least: number;
  /** The number of the first picture. */
  readonly first: number;
  /** Of the pictures. */
  readonly shape: readonly number[];
}

/** Every class of every place that is sure enough. */
function candidatesIn(
  { values, shape: [count = 0, places = 0, units = 0] }: HostTensor,
  { detector: { things }, least, first, shape: [, height = 0, width = 0] }: Reading,
): Detection[] {
  const candidates: Detection[] = [];
  const enough = Math.log(least / (1 - least));
  for (let row = 0; row < count * places; row += 1) {
    const at = row * units;
    for (let k = 0; k < things.length; k += 1) {
      const logit = values[at + 4 + k]!;
      if (!(logit >= enough)) continue;
      const image = first + Math.floor(row / places);
      const box = within(values.subarray(at, at + 4) as Float32Array, { height, width });
      if (!(box[2] > 0 && box[3] > 0)) continue;
      candidates.push({ image, category: things[k]!, score: 1 / (1 + Math.exp(-logit)), box });
    }
  }
  return candidates;
}

function checkPictures(detector: tf.LayersModel, { shape }: { readonly shape: Shape }): void {
  const [, ...input] = detector.inputs[0]!.shape;
  if (input.join() === shape.join()) return;
  throw new RangeError(
    `Cannot detect on pictures of [${shape.join(", ")}]: the detector's are [${input.join(", ")}]`,
  );
}
