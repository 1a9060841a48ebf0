import { tf } from "@rosenblatt/engine";
import type { Drawing } from "./drawing.js";

/** Moves for a network that says at each step how the pen goes on. */
export interface PenSequences {
  /** `[n, steps, 3]`, zeros behind the end of a drawing. */
  readonly x: tf.Tensor3D;
  /** The same one move on. */
  readonly y: tf.Tensor3D;
  /** 1 where there is a next move, `[n, steps]`. */
  readonly weights: tf.Tensor2D;
}

/**
 * Drawings as sequences of one length; of longer ones the beginning. The caller disposes them.
 *
 * @example
 * const corner = drawing("a corner", [[0, 0, 0], [0, 1, 0], [1, 0, 1]]);
 * const { x, y, weights } = penSequences([corner], { steps: 4 });
 * y.dataSync()[1]; // 1
 * [...weights.dataSync()]; // [1, 1, 0, 0]
 * @throws RangeError unless `steps` is a whole number above 0.
 */
export function penSequences(
  drawings: readonly Drawing[],
  { steps }: { readonly steps: number },
): PenSequences {
  if (!(Number.isInteger(steps) && steps > 0)) {
    throw new RangeError(`Cannot take ${steps} steps: it must be a whole number above 0`);
  }
  const n = drawings.length;
  const [x, y] = [new Float32Array(n * steps * 3), new Float32Array(n * steps * 3)];
  const weights = new Float32Array(n * steps);
  for (const [i, { moves }] of drawings.entries()) {
    const start = i * steps;
    x.set(moves.slice(0, steps).flat(), 3 * start);
    y.set(moves.slice(1, steps + 1).flat(), 3 * start);
    weights.fill(1, start, start + Math.max(0, Math.min(steps, moves.length - 1)));
  }
  return {
    x: tf.tensor3d(x, [n, steps, 3]),
    y: tf.tensor3d(y, [n, steps, 3]),
    weights: tf.tensor2d(weights, [n, steps]),
  };
}
