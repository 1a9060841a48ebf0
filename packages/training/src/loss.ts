import { tf } from "@rosenblatt/engine";

/**
 * A loss or a metric of a batch: from outputs `[n, units]` and labels `[n]`, whole numbers where
 * there are classes, to one number, the mean over the batch. A loss must be differentiable in its
 * outputs. After `mixup` or `cutmix` a loss gets shares of classes, `[n, units]`, and a metric the
 * class with the largest share. `inputs` are the examples as the model got them, `[n, ...shape]`.
 */
export type Measure = (outputs: tf.Tensor, labels: tf.Tensor1D, inputs: tf.Tensor) => tf.Scalar;

/**
 * Cross-entropy of logits against integer labels, or shares of classes `[n, classes]`, in nats,
 * averaged over the batch.
 * Source: Goodfellow, Bengio, Courville, Deep Learning (2016), section 6.2.2.
 *
 * @example
 * crossEntropy(tf.tensor2d([[0, 0]]), tf.tensor1d([1], "int32")).dataSync()[0]; // 0.69315
 */
export function crossEntropy(logits: tf.Tensor, labels: tf.Tensor1D | tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const count = classCount(logits);
    const target = labels.rank === 2 ? labels : tf.oneHot(labels as tf.Tensor1D, count);
    return tf.logSoftmax(logits).mul(target).sum(-1).mean().neg() as tf.Scalar;
  });
}

/**
 * Mean squared difference of outputs `[n, 1]` and labels `[n]`.
 *
 * @example
 * meanSquaredError(tf.tensor2d([[1], [4]]), tf.tensor1d([1, 2])).dataSync()[0]; // 2
 */
export function meanSquaredError(outputs: tf.Tensor, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const predicted = outputs.reshape([labels.shape[0]]);
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

/** The loss for these classes; where there are none, for numbers. */
export function usualLoss({ classes }: { readonly classes: readonly string[] }): Measure {
  return classes.length > 0 ? crossEntropy : meanSquaredError;
}

/** How many classes logits `[n, classes]` tell of. @throws RangeError for another shape. */
export function classCount(logits: tf.Tensor): number {
  const count = logits.shape[1];
  if (logits.rank !== 2 || count === undefined) {
    throw new RangeError(
      `Cannot take the cross-entropy of outputs with shape [${logits.shape}]: it needs ` +
        "[batch, classes]; end the network with flatten() and dense(classes)",
    );
  }
  return count;
}
