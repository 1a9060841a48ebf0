import { tf } from "@rosenblatt/engine";
import type { DetectorFacts } from "@rosenblatt/models";
import type { Measure } from "../loss.js";
import { type BoxLossKind, boxLoss } from "../losses/box-loss.js";
import { constant, overlapOf, sidesOf } from "../losses/box-overlap.js";
import { qualityFocal } from "../losses/quality-focal.js";
import { placeLabels } from "./place-labels.js";

export interface DetectionLossOptions {
  /** How boxes are compared: see `boxLoss`. */
  readonly boxes?: BoxLossKind;
  /** How much boxes count beside classes. */
  readonly weight?: number;
}

/**
 * The loss of a detector, which `fit` takes by itself. The logit of a place's class is to say how much
 * the place's box overlaps the true one, all others 0: so the surest boxes are those that fit best.
 * That, summed and divided by the number of places that tell of an object, and the loss of these
 * places' boxes make the loss. Labels are made of each batch's boxes, after augmentation.
 *
 * @example
 * const encoder = resnet18({ shape: [64, 64, 3], width: 0.125 });
 * const detector = fcos({ classes: ["dog", "cat"], encoder, strides: [8] });
 * const loss = detectionLoss(detector, { boxes: "ciou" }); // for fit(detector, data, { loss })
 * @throws RangeError for an unknown kind and for a weight below 0; in training, for examples without
 *   boxes and labels of boxes that the detector does not know.
 */
export function detectionLoss(
  detector: DetectorFacts,
  { boxes: kind = "giou", weight = 2 }: DetectionLossOptions = {},
): Measure {
  if (!(weight >= 0 && Number.isFinite(weight))) {
    throw new RangeError(`Cannot weight boxes by ${weight}: it must be a number from 0 on`);
  }
  const apart = boxLoss(kind);
  const loss = (outputs: tf.Tensor, labels: tf.Tensor): tf.Scalar =>
    tf.tidy(() => {
      const [boxes, logits] = parted(outputs, 4);
      const [own, truth] = parted(labels, 1);
      const classes = logits.shape.at(-1)!;
      const right = tf.oneHot(own.squeeze([-1]).cast("int32"), classes).cast("float32");
      const fit = overlapOf(sidesOf(boxes), sidesOf(truth)).iou.reshape(own.shape);
      const targets = right.mul(constant(fit));
      const counted = own.greaterEqual(-1).cast("float32");
      const unsure = qualityFocal(logits, { targets, counted }).div(right.sum().maximum(1));
      return unsure.add(apart(boxes, truth).mul(weight)) as tf.Scalar;
    });
  return Object.assign(loss, { labelled: placeLabels(detector) });
}

/** The first columns of rows `[n, places, columns]`, and the others. */
function parted(rows: tf.Tensor, first: number): [tf.Tensor, tf.Tensor] {
  const [, places, columns] = rows.shape as [number, number, number];
  return [
    rows.slice([0, 0, 0], [-1, places, first]),
    rows.slice([0, 0, first], [-1, places, columns - first]),
  ];
}
