import { tf } from "@rosenblatt/engine";
import type { Loss } from "../loss.js";
import { named } from "../named.js";
import { counted, rowsOf } from "./targets.js";

export interface DiceOptions {
  /** What is added to both sides of each quotient, so that a class without pixels has one. */
  readonly smooth?: number;
}

/**
 * Dice loss: 1 less the mean over the classes of 2 · both / (said + true), over all pixels of a
 * batch, in which probabilities stand for what is said. A label that is no class does not count.
 * Sources: Milletari, Navab and Ahmadi, V-Net (2016); Sudre et al., Generalised Dice overlap (2017),
 * without squares.
 *
 * @example
 * const loss = dice();
 * const sure = tf.tensor4d([9, -9, -9, 9], [1, 1, 2, 2]);
 * loss(sure, tf.tensor3d([0, 1], [1, 1, 2], "int32")).dataSync()[0]! < 1e-6; // true
 * @throws RangeError unless smooth is above 0.
 */
export function dice({ smooth = 1 }: DiceOptions = {}): Loss {
  if (!(smooth > 0 && Number.isFinite(smooth))) {
    throw new RangeError(`Cannot take the Dice loss with smooth = ${smooth}: it must be above 0`);
  }
  return named(
    (outputs, labels) =>
      tf.tidy(() => {
        const rows = rowsOf(outputs, labels, "Dice loss");
        const said = tf.softmax(rows.logits).mul(counted(rows));
        const both = said.mul(rows.targets).sum(0);
        const all = said.sum(0).add(rows.targets.sum(0));
        const scores = both.mul(2).add(smooth).div(all.add(smooth));
        return tf.scalar(1).sub(scores.mean()) as tf.Scalar;
      }),
    { name: "dice", smooth },
  );
}
