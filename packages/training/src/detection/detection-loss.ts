import { tf } from "@rosenblatt/engine";
import type { DetectorFacts } from "@rosenblatt/models";
import type { Measure } from "../loss.js";
import { type BoxLossKind, boxLoss } from "../losses/box-loss.js";
import { constant, overlapOf, sidesOf } from "../losses/box-overlap.js";
import { qualityFocal } from "../losses/quality-focal.js";
import { named } from "../named.js";
import { placeLabels } from "./place-labels.js";

export interface DetectionLossOptions {
  /** How boxes are compared: see `boxLoss`. */
  readonly boxes?: BoxLossKind;
  /** How much boxes count beside classes. */
  readonly weight?: number;
}

/**
 * The loss of a detector, which `fit` takes by itself. It is the sum of three: finding, by the quality
 * focal loss, for which a place with an object is to say how much its box overlaps the true one, and
 * any other 0; naming, the cross-entropy of classes; and how far boxes are off. Each counts by the
 * number of places that tell of an object. Labels are made of each batch's boxes, after augmentation.
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
  { boxes: kind = "giou", weight = 4 }: DetectionLossOptions = {},
): Measure {
  if (!(weight >= 0 && Number.isFinite(weight))) {
    throw new RangeError(`Cannot weight boxes by ${weight}: it must be a number from 0 on`);
  }
  const apart = boxLoss(kind);
  const loss = (outputs: tf.Tensor, labels: tf.Tensor): tf.Scalar =>
    tf.tidy(() => {
      const [boxes, object, classes] = parted(outputs, [4, 1, outputs.shape[2]! - 5]);
      const [own, truth] = parted(labels, [1, 4]);
      const there = own.greaterEqual(0).cast("float32");
      const fit = overlapOf(sidesOf(boxes), sidesOf(truth)).iou.reshape(own.shape);
      const finding = qualityFocal(object, {
        targets: there.mul(constant(fit)),
        counted: own.greaterEqual(-1).cast("float32"),
      });
      // Not one-hot, which TensorFlow.js refuses to make of a single class.
      const right = own.equal(tf.range(0, classes.shape.at(-1)!)).cast("float32");
      const naming = tf.logSoftmax(classes).mul(right).sum().neg();
      return finding
        .add(naming)
        .div(there.sum().maximum(1))
        .add(apart(boxes, truth).mul(weight)) as tf.Scalar;
    });
  return Object.assign(named(loss, { name: "detectionLoss" }), { labelled: placeLabels(detector) });
}

/** Rows `[n, places, columns]` cut into so many columns each. */
function parted<const P extends readonly number[]>(rows: tf.Tensor, columns: P) {
  return tf.split(rows, [...columns], 2) as { [K in keyof P]: tf.Tensor };
}
