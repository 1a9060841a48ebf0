import { tf } from "@rosenblatt/engine";

/** What weights add up to at least, so that a batch in which nothing counts has a loss: 0. */
export const tiny = 1e-7;

/** Outputs row by row, `[places, classes]`, beside what they are to be. */
export interface Rows {
  readonly logits: tf.Tensor2D;
  /** 1 for the class of each place, or the share of each; all 0 where a label is no class. */
  readonly targets: tf.Tensor2D;
  readonly classes: number;
}

/**
 * Outputs `[n, classes]` or `[n, height, width, classes]` with their labels, which are classes, one
 * for each row of outputs, or shares of them, of the outputs' own shape.
 *
 * @throws RangeError when they do not fit together.
 */
export function rowsOf(outputs: tf.Tensor, labels: tf.Tensor, loss: string): Rows {
  const classes = outputs.shape.at(-1)!;
  checkFit(outputs, labels, loss);
  const rows = (x: tf.Tensor) => (x.rank === 2 ? x : x.reshape([-1, classes])) as tf.Tensor2D;
  const logits = rows(outputs);
  if (labels.rank === outputs.rank) return { logits, targets: rows(labels), classes };
  const places = labels.rank === 1 ? labels : labels.flatten();
  const targets = tf.oneHot(places.cast("int32"), classes).cast("float32") as tf.Tensor2D;
  return { logits, targets, classes };
}

/** 1 for each row whose label is a class, `[places, 1]`. */
export function counted({ targets }: Pick<Rows, "targets">): tf.Tensor2D {
  return targets.sum(-1, true) as tf.Tensor2D;
}

/** The weights of classes as a tensor; 1 each when there are none. */
export function weightsOf(classWeights: readonly number[] | undefined, classes: number) {
  if (classWeights && classWeights.length !== classes) {
    throw new RangeError(
      `Cannot weight ${classes} classes by ${classWeights.length} weights: each class needs ` +
        "one, such as data.train.balance().weights",
    );
  }
  return classWeights ? tf.tensor1d([...classWeights]) : tf.ones<tf.Rank.R1>([classes]);
}

/** @throws RangeError for weights that are not numbers from 0 on. */
export function checkWeights(classWeights: readonly number[] = []): void {
  const wrong = classWeights.findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)));
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot weight class ${wrong} by ${classWeights[wrong]}: weights must be numbers from 0 on`,
    );
  }
}

function checkFit(outputs: tf.Tensor, labels: tf.Tensor, loss: string): void {
  const [rows, same] = [outputs.shape.slice(0, -1).join(), outputs.shape.join()];
  const wanted = labels.rank === outputs.rank ? same : rows;
  if (outputs.rank >= 2 && labels.shape.join() === wanted) return;
  const flat = labels.rank === 1;
  throw new RangeError(
    flat
      ? `Cannot take the ${loss} of outputs with shape [${outputs.shape}]: it needs ` +
          "[batch, classes]; end the network with flatten() and dense(classes)"
      : `Cannot take the ${loss} of outputs with shape [${outputs.shape}] and labels of ` +
          `[${labels.shape}]: each label needs a row of outputs; end the network with ` +
          "conv(classes, 1) at the size of the labels",
  );
}
