import { tf } from "@rosenblatt/engine";

/** The logarithm of nothing: low enough to be none, high enough for sums of them. */
const never = -1e30;

interface Asked {
  /** `[n, symbols]`, float32, ending in -1. */
  readonly labels: tf.Tensor2D;
  /** How many frames of each example count, `[n]`. */
  readonly lengths: tf.Tensor1D;
  readonly blank: number;
  /** Whether all frames of all examples count. */
  readonly whole: boolean;
}

interface Alignments {
  /** Minus the logarithm of the probability of each sequence, `[n]`. */
  readonly lost: tf.Tensor1D;
  /** How probable each class is in each frame, given the sequence: `[n, frames, classes]`. */
  readonly expected: tf.Tensor3D;
  /** 1 for frames that count, `[n, frames, 1]`. */
  readonly valid: tf.Tensor;
}

/**
 * The forward-backward algorithm over logarithms of probabilities `[n, frames, classes]`, after
 * Graves et al. (2006), section 4.1. The states of a sequence are its symbols with blanks about
 * them. Walked from its end, with states in reverse, it is the same walk: so both go together, as
 * one batch of twice the size.
 */
export function alignments(
  logs: tf.Tensor3D,
  { labels, lengths, blank, whole }: Asked,
): Alignments {
  const [n, frames, classes] = logs.shape;
  const { states, counts } = statesOf(labels, blank);
  const said = tf.oneHot(states.cast("int32"), classes).cast("float32") as tf.Tensor3D;
  // A symbol that is no class is never heard.
  const strange = states.greaterEqual(classes).cast("float32").mul(never).expandDims(1);
  const heard = logs.matMul(said, false, true).add(strange) as tf.Tensor3D;
  const first = tf.concat1d([tf.zerosLike(lengths), lengths.neg().add(frames)]);
  const begins = tf.concat1d([tf.zerosLike(counts), counts.neg().add(states.shape[1] - 1)]);
  const walked = walk({
    heard: tf.concat3d([heard, heard.reverse([1, 2])], 0),
    skips: skipsOf(states, blank),
    first,
    begins,
    whole,
  });
  const width = states.shape[1];
  const there = walked.slice([0, 0, 0], [n, frames, width]);
  const back = walked.slice([n, 0, 0], [n, frames, width]).reverse([1, 2]);
  const lost = back.slice([0, 0, 0], [n, 1, 2]).reshape<tf.Tensor2D>([n, 2]);
  // All that passes through a state in a frame; its sum over states is the same in every frame.
  const shares = tf.softmax(there.add(back).sub(heard)) as tf.Tensor3D;
  const places = tf.range(0, frames, 1, "float32").reshape([1, frames, 1]);
  return {
    lost: tf.logSumExp(lost, 1).neg() as tf.Tensor1D,
    expected: shares.matMul(said) as tf.Tensor3D,
    valid: places.less(lengths.reshape([n, 1, 1])).cast("float32"),
  };
}

/** Blank, symbol, blank, … `[n, 2 symbols + 1]`, and the number of the last state of each. */
function statesOf(
  labels: tf.Tensor2D,
  blank: number,
): { states: tf.Tensor2D; counts: tf.Tensor1D } {
  const [n, length] = labels.shape;
  const real = labels.greaterEqual(0);
  const blanks = tf.fill<tf.Rank.R2>([n, length], blank);
  const symbols = tf.where(real, labels, blanks);
  const pairs = tf.stack([blanks, symbols], 2).reshape<tf.Tensor2D>([n, 2 * length]);
  const states = tf.concat2d([pairs, tf.fill([n, 1], blank)], 1);
  return { states, counts: real.cast("float32").sum(1).mul(2) as tf.Tensor1D };
}

/**
 * What staying, stepping and skipping cost, `[2 n, 3, states]`: nothing, or all. A blank is skipped
 * between two symbols that differ.
 */
function skipsOf(states: tf.Tensor2D, blank: number): tf.Tensor3D {
  const [n, width] = states.shape;
  const near = tf.tensor2d([0, ...new Array(width - 1).fill(1)], [1, width]).tile([n, 1]);
  // Backwards a skip ends where forwards it began.
  const both = tf.concat([skippable(states, blank), skippable(states.reverse(1), blank)]);
  const allowed = tf.stack([tf.onesLike(both), near.tile([2, 1]), both], 1);
  return tf.scalar(1).sub(allowed).mul(never) as tf.Tensor3D;
}

function skippable(states: tf.Tensor2D, blank: number): tf.Tensor2D {
  const [n, width] = states.shape;
  const own = states.slice([0, 2], [n, width - 2]);
  const before = states.slice([0, 0], [n, width - 2]);
  const allowed = own.notEqual(blank).logicalAnd(own.notEqual(before)).cast("float32");
  return tf.pad2d(allowed as tf.Tensor2D, [
    [0, 0],
    [2, 0],
  ]);
}

interface Walk {
  /** The logarithm of what each frame gives to each state, `[2 n, frames, states]`. */
  readonly heard: tf.Tensor3D;
  readonly skips: tf.Tensor3D;
  /** The frame in which each walk begins, `[2 n]`. */
  readonly first: tf.Tensor1D;
  /** The state it may begin in; the one behind it as well, if there is one. */
  readonly begins: tf.Tensor1D;
  readonly whole: boolean;
}

/** The logarithm of the probability of all ways into each state in each frame. */
function walk({ heard, skips, first, begins, whole }: Walk): tf.Tensor3D {
  const [n, frames, width] = heard.shape;
  const starts = startsOf(begins, width);
  const ways = [0, 1, 2].flatMap((step) =>
    Array.from({ length: width }, (_, state) => Math.max(0, state - step)),
  );
  const from = tf.tensor1d(ways, "int32");
  const inFrame = (frame: number) =>
    heard.slice([0, frame, 0], [n, 1, width]).reshape<tf.Tensor2D>([n, width]);
  const startIn = (frame: number) =>
    tf.where(first.equal(frame).reshape([n, 1]), starts, tf.fill([n, width], never));
  const reached = [startIn(0).add(inFrame(0)) as tf.Tensor2D];
  for (let frame = 1; frame < frames; frame += 1) {
    const before = reached.at(-1)!;
    const three = tf.gather(before, from, 1).reshape<tf.Tensor3D>([n, 3, width]).add(skips);
    const onwards = tf.logSumExp(three, 1);
    const entered = whole ? onwards : onwards.maximum(startIn(frame));
    reached.push(entered.add(inFrame(frame)) as tf.Tensor2D);
  }
  return tf.stack(reached, 1) as tf.Tensor3D;
}

/** 0 for the states that a walk may begin in, `[2 n, states]`. */
function startsOf(begins: tf.Tensor1D, width: number): tf.Tensor2D {
  const places = tf.range(0, width, 1, "float32").reshape([1, width]);
  const offset = places.sub(begins.reshape([-1, 1]));
  const within = offset.greaterEqual(0).logicalAnd(offset.lessEqual(1)).cast("float32");
  return tf.scalar(1).sub(within).mul(never) as tf.Tensor2D;
}
