import type { tf } from "@rosenblatt/engine";
import { type CtcDecodeOptions, frameScores } from "./frame-scores.js";

/**
 * The symbols of the likeliest class of each frame, repeated ones taken once, without blanks, for
 * each example of logits `[n, frames, classes]`. The likeliest alignment, which need not be of the
 * likeliest sequence: see `ctcBeamSearch`.
 *
 * @example
 * ctcGreedy([[[0, 5, 0], [0, 5, 0], [5, 0, 0], [0, 5, 0], [0, 0, 5]]]); // [[1, 1, 2]]
 * @throws RangeError for outputs of another shape.
 */
export function ctcGreedy(
  logits: tf.Tensor | readonly (readonly (readonly number[])[])[],
  { blank = 0, frames }: CtcDecodeOptions = {},
): number[][] {
  return frameScores(logits, { blank, frames }).map((scores) => {
    const best = scores.map((frame) => frame.indexOf(Math.max(...frame)));
    return best.filter((symbol, i) => symbol !== blank && symbol !== best[i - 1]);
  });
}
