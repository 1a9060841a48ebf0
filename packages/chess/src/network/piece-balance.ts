import { type Img, tf, type Vec } from "@rosenblatt/engine";
import type { Layer } from "@rosenblatt/models";

/** How many kinds of pieces have a price: all but the king. */
const priced = 5;

/**
 * What pieces are multiplied by: weights behind them then learn as fast as they must, for a queen
 * weighs more than where a pawn stands.
 */
export const balanceScale = 10;

/** How many more pieces of each kind the side to move has. */
class PieceBalance extends tf.layers.Layer {
  static className = "PieceBalance";

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape {
    const [batch] = (Array.isArray(shape[0]) ? shape[0] : shape) as tf.Shape;
    return [batch!, priced];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const planes = Array.isArray(inputs) ? inputs[0]! : inputs;
      const counts = planes.sum([1, 2]);
      const [own, others] = [0, 6].map((at) => counts.slice([0, at], [-1, priced]));
      return own!.sub(others!).mul(balanceScale);
    });
  }
}
tf.serialization.registerClass(PieceBalance);

/**
 * How many more pawns, knights, bishops, rooks and queens the side to move has, times 10: of
 * `boardPlanes`, `[8, 8, 14]`, a list of five numbers. What follows learns what pieces are worth
 * wherever they stand.
 *
 * @example net([8, 8, 14], pieceBalance(), dense(3)) // learns the prices of pieces, no more
 */
export function pieceBalance(): Layer<Img, Vec> {
  const label = "pieceBalance()";
  return {
    kind: "pieceBalance",
    label,
    weighted: false,
    output: (input, after) => {
      if (input.join() !== "8,8,14") {
        throw new RangeError(
          `Cannot add ${label} after ${after}: it needs [8, 8, 14], got [${input.join(", ")}]; put it ` +
            "first, on examples of resultExamples",
        );
      }
      return [priced];
    },
    apply: (x, { name }) => new PieceBalance({ name }).apply(x) as tf.SymbolicTensor,
  };
}
