import type { tf } from "@rosenblatt/engine";
import type { Loss } from "../loss.js";
import { named } from "../named.js";
import { type CtcOptions, ctcLoss } from "./ctc-loss.js";

/** A loss whose labels are sequences of another length than the outputs. */
export interface SequenceLoss extends Loss {
  readonly ofSequences: true;
}

/**
 * The loss of `ctcLoss`, for `fit` on utterances: outputs `[n, frames, classes]`, labels
 * `[n, symbols]` that end in -1. All frames count. What cannot be said in the frames counts as 0.
 *
 * @example
 * const said = ["no", "yes"].map((text, i) => ({ samples: new Float32Array(800).fill(i), text }));
 * const split = utterances(said, { sampleRate: 8000, by: "word" }).split();
 * const facts = { name: "Words", licence: "none", source: "", citation: "" };
 * const words = dataset({ ...facts, shape: split.shape, classes: split.classes }, { train: split, test: split });
 * const ear = melSpectrogram(8, { sampleRate: 8000, size: 128, scale: "log" });
 * const listens = net(words.shape, ear, rows(), perStep(dense(3)));
 * const run = fit(listens, words, { loss: ctc(), epochs: 1 });
 */
export function ctc({ blank = 0 }: Pick<CtcOptions, "blank"> = {}): SequenceLoss {
  const loss = (outputs: tf.Tensor, labels: tf.Tensor) =>
    ctcLoss(outputs, labels, { blank, zeroInfinity: true }) as tf.Scalar;
  return Object.assign(named(loss, { name: "ctc" }), { ofSequences: true as const });
}
