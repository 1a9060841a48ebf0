import { tf } from "@rosenblatt/engine";

/** How frames are read. */
export interface CtcDecodeOptions {
  /** The class that stands for no symbol. */
  readonly blank?: number;
  /** How many frames of each example count; all without it. */
  readonly frames?: readonly number[] | undefined;
}

/** The logarithms of the probabilities of the classes, frame by frame, of those that count. */
export function frameScores(
  logits: tf.Tensor | readonly (readonly (readonly number[])[])[],
  { blank = 0, frames }: CtcDecodeOptions,
): number[][][] {
  const scores = tf.tidy(() => {
    const given = logits instanceof tf.Tensor ? logits : tf.tensor(logits as number[][][]);
    const classes = given.shape[2] ?? 0;
    if (given.rank !== 3 || !(blank >= 0 && blank < classes)) {
      throw new RangeError(
        `Cannot decode outputs [${given.shape}] with blank = ${blank}: it needs ` +
          "[n, frames, classes] and a blank that is a class",
      );
    }
    return tf.logSoftmax(given.cast("float32")).arraySync() as number[][][];
  });
  return scores.map((each, i) => (frames ? each.slice(0, frames[i]) : each));
}
