import { tf } from "@rosenblatt/engine";
import type { RegionFacts } from "@rosenblatt/models";
import type { Measure } from "../../loss.js";
import { named } from "../../named.js";

/**
 * The loss of the second stage of a detector, which `fit` takes by itself: cross-entropy of a region's
 * class, the smooth distance of its offsets, and cross-entropy of its mask's pixels. The last two
 * count for regions with an object alone. Labels are those of `regions`.
 *
 * He, Gkioxari, Dollár, Girshick, Mask R-CNN (2017), section 3; Girshick, Fast R-CNN (2015),
 * equations 1 to 3
 *
 * @example
 * const encoder = resnet18({ shape: [64, 64, 3], width: 0.125 });
 * const detector = fcos({ classes: ["dog", "cat"], encoder, strides: [4, 8] });
 * const loss = regionLoss(regionHead(detector)); // for fit(head, found, { loss })
 */
export function regionLoss({ things, mask }: Pick<RegionFacts, "things" | "mask">): Measure {
  const classes = things.length + 1;
  const loss = (outputs: tf.Tensor, labels: tf.Tensor): tf.Scalar =>
    tf.tidy(() => {
      const [logits, told, drawn] = tf.split(outputs, [classes, 4, mask * mask], 1) as Three;
      const [own, offsets, pixels] = tf.split(labels as tf.Tensor, [1, 4, mask * mask], 1) as Three;
      const right = tf.oneHot(own.squeeze([1]).cast("int32"), classes).cast("float32");
      const named = tf.logSoftmax(logits).mul(right).sum(1).mean().neg();
      const there = own.greater(0).cast("float32");
      const moved = smooth(told.sub(offsets)).sum(1, true).mul(there).mean();
      const painted = crossEntropyOf(drawn, pixels).mean(1, true).mul(there).sum();
      return named.add(moved).add(painted.div(there.sum().maximum(1))) as tf.Scalar;
    });
  return Object.assign(named(loss, { name: "regionLoss" }), { labelled: <B>(batch: B) => batch });
}

type Three = [tf.Tensor, tf.Tensor, tf.Tensor];

/** Half the square of what is below 1, and a line beyond. */
function smooth(x: tf.Tensor): tf.Tensor {
  const size = x.abs();
  const small = size.minimum(1);
  return small.square().div(2).add(size.sub(small));
}

/** Of logits against 0 or 1, without overflow. */
function crossEntropyOf(logits: tf.Tensor, targets: tf.Tensor): tf.Tensor {
  return logits.relu().sub(logits.mul(targets)).add(logits.abs().neg().exp().add(1).log());
}
