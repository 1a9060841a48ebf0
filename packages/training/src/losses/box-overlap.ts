import { tf } from "@rosenblatt/engine";

/** Against division by nothing, as in torchvision. */
export const tiny = 1e-7;

/** Boxes taken apart, `[n, 1]` each. */
export interface Sides {
  readonly left: tf.Tensor;
  readonly top: tf.Tensor;
  readonly right: tf.Tensor;
  readonly bottom: tf.Tensor;
  readonly width: tf.Tensor;
  readonly height: tf.Tensor;
}

/** The sides of boxes `[..., 4]`, each x, y, width, height. */
export function sidesOf(boxes: tf.Tensor): Sides {
  const [left, top, width, height] = tf.split(boxes.reshape([-1, 4]), 4, 1) as [
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
    tf.Tensor,
  ];
  return { left, top, width, height, right: left.add(width), bottom: top.add(height) };
}

export interface Overlap {
  readonly iou: tf.Tensor;
  readonly union: tf.Tensor;
}

/** What two boxes share, of what they fill together. */
export function overlapOf(a: Sides, b: Sides): Overlap {
  const across = a.right.minimum(b.right).sub(a.left.maximum(b.left)).relu();
  const down = a.bottom.minimum(b.bottom).sub(a.top.maximum(b.top)).relu();
  const both = across.mul(down);
  const union = a.width.mul(a.height).add(b.width.mul(b.height)).sub(both);
  return { union, iou: both.div(union.add(tiny)) };
}

/** The same numbers, through which no gradient goes. */
export const constant = tf.customGrad((x) => ({
  value: (x as tf.Tensor).clone(),
  gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy),
}));
