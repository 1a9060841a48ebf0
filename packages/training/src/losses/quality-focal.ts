import type { tf } from "@rosenblatt/engine";

/**
 * The quality focal loss of logits `[..., classes]`, each a question of its own: cross-entropy
 * against what the answer is to be, from 0 to 1, times the square of how far off it is. It is
 * summed over `counted`, 1 or 0 for each place, `[..., 1]`.
 *
 * Li et al., Generalized focal loss (2020), equation 6, https://arxiv.org/abs/2006.04388
 */
export function qualityFocal(
  logits: tf.Tensor,
  { targets, counted }: { targets: tf.Tensor; counted: tf.Tensor },
): tf.Scalar {
  const off = targets.sub(logits.sigmoid()).square();
  const cross = logits.softplus().sub(logits.mul(targets));
  return off.mul(cross).mul(counted).sum() as tf.Scalar;
}
