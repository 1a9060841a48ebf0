import { tf } from "@rosenblatt/engine";
import type { Loss } from "../loss.js";
import { named } from "../named.js";
import { counted, type Rows, rowsOf } from "./targets.js";

export interface LovaszOptions {
  /** Which classes the mean is over: those with a pixel in the batch, or all. */
  readonly classes?: "present" | "all";
}

/**
 * Lovász-softmax: what intersection over union loses, made continuous, so that it can be trained
 * for. Pixels of the whole batch are sorted by their error, class by class. A label that is no class
 * does not count. Source: Berman, Rannen Triki and Blaschko, The Lovász-softmax loss (2018),
 * algorithm 1 and equation 11.
 *
 * @example
 * const loss = lovaszSoftmax();
 * const sure = tf.tensor4d([9, -9, -9, 9], [1, 1, 2, 2]);
 * loss(sure, tf.tensor3d([0, 1], [1, 1, 2], "int32")).dataSync()[0]! < 1e-6; // true
 * @throws RangeError for classes that are neither "present" nor "all".
 */
export function lovaszSoftmax({ classes = "present" }: LovaszOptions = {}): Loss {
  if (classes !== "present" && classes !== "all") {
    throw new RangeError(
      `Cannot average over classes = ${JSON.stringify(classes)}: it must be "present" or "all"`,
    );
  }
  return named(
    (outputs, labels) =>
      tf.tidy(() => {
        const rows = rowsOf(outputs, labels, "Lovász-softmax loss");
        const lost = lostByClass(rows);
        if (classes === "all") return lost.mean() as tf.Scalar;
        const present = rows.targets.sum(0).greater(0).cast("float32");
        return lost.mul(present).sum().div(present.sum().maximum(1)) as tf.Scalar;
      }),
    { name: "lovaszSoftmax", classes },
  );
}

/** Of each class, the errors times how much intersection over union loses by each. */
function lostByClass(rows: Rows): tf.Tensor {
  const { logits, targets } = rows;
  // What does not count errs by nothing, stands last, and adds nothing.
  const errors = targets.sub(tf.softmax(logits)).abs().mul(counted(rows)).transpose();
  return errors.mul(slopes(errors, targets.transpose())).sum(-1);
}

/** How much each pixel's error counts, `[classes, places]`: a constant, as the loss is linear. */
const slopes = tf.customGrad((errors, own) => {
  const [classes, places] = (errors as tf.Tensor).shape as [number, number];
  const { indices } = tf.topk(errors as tf.Tensor2D, places, true);
  const starts = tf.range(0, classes * places, places, "int32").reshape([classes, 1]);
  const order = indices.add(starts).flatten() as tf.Tensor1D;
  const sorted = tf.gather((own as tf.Tensor).flatten(), order).reshape([classes, places]);
  const value = tf
    .unsortedSegmentSum(steps(sorted as tf.Tensor2D).flatten(), order, classes * places)
    .reshape([classes, places]);
  return { value, gradFunc: (dy: tf.Tensor) => [tf.zerosLike(dy), tf.zerosLike(dy)] };
});

/** By how much the Jaccard index falls with each pixel that is wrong, in this order. */
function steps(own: tf.Tensor2D): tf.Tensor {
  const [classes, places] = own.shape;
  const all = own.sum(-1, true);
  const kept = all.sub(own.cumsum(1));
  const union = all.add(tf.scalar(1).sub(own).cumsum(1));
  const lost = tf.scalar(1).sub(kept.div(union)) as tf.Tensor2D;
  const before = tf.concat([tf.zeros([classes, 1]), lost.slice([0, 0], [classes, places - 1])], 1);
  return lost.sub(before);
}
