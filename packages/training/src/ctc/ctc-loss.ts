import { tf } from "@rosenblatt/engine";
import { alignments } from "./alignments.js";

/** How the losses of sequences are told. */
export interface CtcOptions {
  /** The class that stands for no symbol. */
  readonly blank?: number;
  /** How many frames of each example count, `[n]`; all without it. */
  readonly frames?: tf.Tensor1D | readonly number[] | undefined;
  /** The mean of the losses, each divided by its number of symbols; their sum; or each, `[n]`. */
  readonly reduction?: "mean" | "sum" | "none";
  /** Whether what cannot be said in so few frames counts as 0, instead of as an infinite loss. */
  readonly zeroInfinity?: boolean;
}

/**
 * Connectionist temporal classification: minus the logarithm of the probability that logits
 * `[n, frames, classes]` give to sequences of symbols `[n, symbols]`, whole numbers that end in -1,
 * over all ways to spread them over the frames. In nats. It runs in both gears; an example that
 * cannot be said in its frames has no gradient. Source: A. Graves, S. Fernández, F. Gomez, J.
 * Schmidhuber, Connectionist temporal classification, ICML 2006; PyTorch's `ctc_loss` of
 * `log_softmax(logits)` is the reference.
 *
 * @throws RangeError for other shapes, a blank that is no class, or more frames than there are.
 * @example
 * const logits = tf.zeros([1, 2, 3]) as tf.Tensor3D; // 2 frames, the blank and 2 symbols
 * ctcLoss(logits, tf.tensor2d([[1]], [1, 1], "int32")).dataSync()[0]; // 1.0986: 3 ways of 9
 */
export function ctcLoss(
  logits: tf.Tensor,
  symbols: tf.Tensor,
  { blank = 0, frames, reduction = "mean", zeroInfinity = false }: CtcOptions = {},
): tf.Tensor {
  check({ logits, symbols, blank });
  return tf.tidy(() => {
    const labels = symbols.cast("float32") as tf.Tensor2D;
    const [n, length] = logits.shape as [number, number, number];
    const lengths = frames ? framesOf(frames, { n, length }) : tf.fill<tf.Rank.R1>([n], length);
    const lost = losses(logits as tf.Tensor3D, { labels, lengths, blank, whole: !frames });
    const shown = lost.where(
      lost.less(impossible),
      zeroInfinity ? tf.zerosLike(lost) : tf.fill(lost.shape, Number.POSITIVE_INFINITY),
    );
    if (reduction === "none") return shown;
    if (reduction === "sum") return shown.sum();
    const counts = labels.greaterEqual(0).cast("float32").sum(1).maximum(1);
    return shown.div(counts).mean();
  });
}

/** Losses from here on are those of sequences that no alignment says. */
const impossible = 1e29;

interface Asked {
  readonly labels: tf.Tensor2D;
  readonly lengths: tf.Tensor1D;
  readonly blank: number;
  readonly whole: boolean;
}

/** Each example's loss; its gradient is what the classes were said with less what they should be. */
function losses(logits: tf.Tensor3D, asked: Asked): tf.Tensor1D {
  const graded = tf.customGrad((x, save) => {
    const outputs = x as tf.Tensor3D;
    const logs = tf.logSoftmax(outputs) as tf.Tensor3D;
    const { lost, expected, valid } = alignments(logs, asked);
    const possible = lost.less(impossible).cast("float32").reshape([-1, 1, 1]);
    const gradient = logs.exp().sub(expected).mul(valid).mul(possible);
    (save as tf.GradSaveFunc)([gradient]);
    return {
      value: lost,
      gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) =>
        saved!.mul(dy.reshape([-1, 1, 1])) as tf.Tensor,
    };
  });
  return graded(logits) as tf.Tensor1D;
}

function framesOf(
  frames: tf.Tensor1D | readonly number[],
  { n, length }: { n: number; length: number },
): tf.Tensor1D {
  const given = frames instanceof tf.Tensor ? frames : tf.tensor1d([...frames]);
  const told = frames instanceof tf.Tensor ? [] : frames;
  const wrong = told.find((count) => !(count >= 0 && count <= length));
  if (given.shape[0] !== n || given.rank !== 1 || wrong !== undefined) {
    throw new RangeError(
      `Cannot take the CTC loss of ${n} examples with frames ${wrong ?? `[${given.shape}]`}: ` +
        `each needs a count up to ${length}`,
    );
  }
  return given.cast("float32");
}

function check({
  logits,
  symbols,
  blank,
}: {
  logits: tf.Tensor;
  symbols: tf.Tensor;
  blank: number;
}): void {
  const classes = logits.shape[2]!;
  const [n, length] = symbols.shape;
  if (logits.rank !== 3 || symbols.rank !== 2 || n !== logits.shape[0] || length === 0) {
    throw new RangeError(
      `Cannot take the CTC loss of outputs [${logits.shape}] and symbols [${symbols.shape}]: ` +
        "it needs [n, frames, classes] and [n, symbols]; end the network with rows()",
    );
  }
  if (!(Number.isInteger(blank) && blank >= 0 && blank < classes)) {
    throw new RangeError(
      `Cannot take the CTC loss with blank = ${blank}: it must be a class, from 0 to ${classes - 1}`,
    );
  }
}
