import type { PlainBatch } from "@rosenblatt/datasets";
import { tf } from "@rosenblatt/engine";
import { rowsOf } from "./losses/targets.js";

/**
 * A loss or a metric of a batch: from outputs `[n, units]` and labels `[n]`, whole numbers where
 * there are classes, to one number, the mean over the batch. Where each pixel has a label, these
 * are `[n, height, width]` and outputs `[n, height, width, units]`. A loss must be differentiable in
 * its outputs. After `mixup` or `cutmix` a loss gets shares of classes, `[n, units]`, and a metric
 * the class with the largest share. `inputs` are the examples as the model got them,
 * `[n, ...shape]`.
 */
export interface Measure {
  (outputs: tf.Tensor, labels: tf.Tensor1D, inputs: tf.Tensor): tf.Scalar;
  /** The batch with the labels that a loss takes instead, such as of a detector's places. */
  readonly labelled?: (batch: PlainBatch) => PlainBatch;
  /** Where outputs tell of a distribution: how many it needs for each row of labels. */
  readonly units?: number;
}

/** A loss for labels of any shape, such as one for each pixel. */
export type Loss = (outputs: tf.Tensor, labels: tf.Tensor) => tf.Scalar;

/**
 * Cross-entropy of logits against integer labels, or shares of classes `[n, classes]`, in nats,
 * averaged over the batch; of logits `[n, height, width, classes]` over all pixels whose label is
 * a class: any other, such as 255, does not count.
 * Source: Goodfellow, Bengio, Courville, Deep Learning (2016), section 6.2.2.
 *
 * @example
 * crossEntropy(tf.tensor2d([[0, 0]]), tf.tensor1d([1], "int32")).dataSync()[0]; // 0.69315
 */
export function crossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  return tf.tidy(() => {
    const rows = rowsOf(logits, labels, "cross-entropy");
    const lost = tf.logSoftmax(rows.logits).mul(rows.targets).sum(-1);
    if (logits.rank === 2) return lost.mean().neg() as tf.Scalar;
    return lost.sum().neg().div(rows.targets.sum().maximum(1)) as tf.Scalar;
  });
}

/**
 * Mean squared difference of outputs `[n, 1]` and labels `[n]`, or of outputs and labels of any
 * shape, to which outputs have one size more, of 1.
 *
 * @example
 * meanSquaredError(tf.tensor2d([[1], [4]]), tf.tensor1d([1, 2])).dataSync()[0]; // 2
 */
export function meanSquaredError(outputs: tf.Tensor, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const predicted = outputs.reshape(labels.shape);
    return predicted.sub(labels.toFloat()).square().mean() as tf.Scalar;
  });
}

/**
 * Mean squared difference of outputs and inputs, both `[n, ...shape]`: trains a network to give
 * back what it is shown, an autoencoder. Labels are not looked at.
 *
 * @example
 * const coder = autoencoder({ shape: data.shape, code: 2 });
 * await fit(coder, data, { loss: reconstruction, epochs: 1 });
 * @throws RangeError when outputs and inputs differ in shape.
 */
export function reconstruction(
  outputs: tf.Tensor,
  _labels: tf.Tensor1D,
  inputs: tf.Tensor,
): tf.Scalar {
  if (outputs.shape.join() !== inputs.shape.join()) {
    throw new RangeError(
      `Cannot compare outputs of shape [${outputs.shape}] with inputs of [${inputs.shape}]: ` +
        "to give back what it is shown, a network must end in the shape of an example",
    );
  }
  return tf.tidy(() => outputs.sub(inputs).square().mean() as tf.Scalar);
}
