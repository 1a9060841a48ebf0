import { tf } from "@rosenblatt/engine";
import type { Measure } from "./loss.js";

/** Updates the model's weights from one batch and returns the batch's measures, the loss first. */
export type TrainStep = (x: tf.Tensor, y: tf.Tensor1D) => Float32Array;

/**
 * A training step: forward pass, gradients, and one update of every trainable weight. It keeps no
 * tensor, and it updates all weights or, when it throws, none.
 */
export function trainStep(
  model: tf.LayersModel,
  { optimizer, measures }: { optimizer: tf.Optimizer; measures: readonly Measure[] },
): TrainStep {
  const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  return (x, y) =>
    tf.tidy(() => {
      let values: tf.Tensor1D | undefined;
      const { grads } = tf.variableGrads(() => {
        const outputs = model.apply(x, { training: true }) as tf.Tensor;
        const [loss, ...others] = measures.map((measure) => measure(outputs, y));
        values = tf.keep(tf.stack([loss!, ...others]) as tf.Tensor1D);
        return loss!;
      }, weights);
      const read = values!.dataSync() as Float32Array;
      values!.dispose();
      checkFinite(read[0]!);
      optimizer.applyGradients(grads);
      return read;
    });
}

/** Refuses the update that would fill every weight with NaN. */
function checkFinite(loss: number): void {
  if (!Number.isFinite(loss)) {
    throw new RangeError(
      `Cannot go on training: the loss is ${loss}; lower the learning rate, and check the inputs for NaN`,
    );
  }
}
