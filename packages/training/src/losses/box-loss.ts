import { tf } from "@rosenblatt/engine";
import { constant, type Overlap, overlapOf, type Sides, sidesOf, tiny } from "./box-overlap.js";

/** What a loss of boxes takes off from 1: see `boxLoss`. */
export type BoxLossKind = "iou" | "giou" | "diou" | "ciou";

const kinds: readonly BoxLossKind[] = ["iou", "giou", "diou", "ciou"];

/**
 * A loss of boxes `[..., 4]`, each x, y, width, height, against true ones of the same shape: 1 less
 * intersection over union. It also counts, for
 *
 * - `"giou"`, the share of the box around both that neither fills, so that boxes apart attract each
 *   other (Rezatofighi et al., 2019);
 * - `"diou"`, how far the centres are apart, over the diagonal of that box (Zheng et al., 2020);
 * - `"ciou"`, that and the difference of the sides' ratios (the same).
 *
 * The mean is over the boxes; a true box without area, such as one that only fills a row, does not
 * count.
 *
 * @example
 * const loss = boxLoss("giou");
 * loss(tf.tensor2d([[0, 0, 2, 2]]), tf.tensor2d([[1, 0, 2, 2]])).dataSync()[0]; // 0.66667
 * @throws RangeError for an unknown kind, and for shapes that differ or do not end in 4.
 */
export function boxLoss(
  kind: BoxLossKind = "giou",
): (predicted: tf.Tensor, truth: tf.Tensor) => tf.Scalar {
  if (!kinds.includes(kind)) {
    throw new RangeError(
      `Cannot make a loss of boxes by ${JSON.stringify(kind)}: it must be one of ${kinds.join(", ")}`,
    );
  }
  return (predicted, truth) =>
    tf.tidy(() => {
      checkBoxes(predicted, truth);
      const [a, b] = [sidesOf(predicted), sidesOf(truth)];
      const overlap = overlapOf(a, b);
      const lost = tf
        .scalar(1)
        .sub(overlap.iou)
        .add(penalty(kind, { a, b, ...overlap }));
      const there = b.width.mul(b.height).greater(0).cast("float32");
      return lost.mul(there).sum().div(there.sum().maximum(1)) as tf.Scalar;
    });
}

type Pair = Overlap & { readonly a: Sides; readonly b: Sides };

function penalty(kind: BoxLossKind, { a, b, iou, union }: Pair): tf.Tensor {
  if (kind === "iou") return tf.zerosLike(iou);
  const width = a.right.maximum(b.right).sub(a.left.minimum(b.left));
  const height = a.bottom.maximum(b.bottom).sub(a.top.minimum(b.top));
  if (kind === "giou") {
    const around = width.mul(height);
    return around.sub(union).div(around.add(tiny));
  }
  const diagonal = width.square().add(height.square()).add(tiny);
  const apart = centreOffset(a, b).div(diagonal);
  return kind === "diou" ? apart : apart.add(aspect({ a, b, iou }));
}

/** The squared distance of the centres. */
function centreOffset(a: Sides, b: Sides): tf.Tensor {
  const across = a.left.add(a.right).sub(b.left).sub(b.right).div(2).square();
  const down = a.top.add(a.bottom).sub(b.top).sub(b.bottom).div(2).square();
  return across.add(down);
}

/** How much the ratios of the sides differ; its weight counts as a constant, as in the paper. */
function aspect({ a, b, iou }: Omit<Pair, "union">): tf.Tensor {
  // A box without area has no ratio, and is not to make the loss of all boxes none.
  const angle = ({ width, height }: Sides) => width.maximum(tiny).div(height.maximum(tiny)).atan();
  const difference = angle(b)
    .sub(angle(a))
    .square()
    .mul(4 / Math.PI ** 2);
  const weight = difference.div(tf.scalar(1).sub(iou).add(difference).add(tiny));
  return constant(weight).mul(difference);
}

function checkBoxes(predicted: tf.Tensor, truth: tf.Tensor): void {
  if (predicted.shape.at(-1) !== 4 || predicted.shape.join() !== truth.shape.join()) {
    throw new RangeError(
      `Cannot compare boxes of [${predicted.shape}] with [${truth.shape}]: both must have one ` +
        "shape, [..., 4]",
    );
  }
}
