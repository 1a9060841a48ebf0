import { type PlainBatch, tensors } from "@rosenblatt/datasets";
import { plainJit, tf } from "@rosenblatt/engine";
import type { GearOptions } from "./gear.js";
import { Geared } from "./geared.js";
import type { Measure } from "./loss.js";
import { nextTurn } from "./next-turn.js";
import { plain } from "./plain.js";

interface StepOptions extends GearOptions {
  readonly optimizer: tf.Optimizer;
  readonly measures: readonly Measure[];
}

interface Gradients {
  /** The measures, the loss first. */
  readonly values: tf.Tensor1D;
  readonly grads: tf.NamedTensorMap;
}

/**
 * A training step: forward pass, gradients, and one update of every trainable weight. It gives the
 * measures of its batch, the loss first. It keeps no tensor. When the loss is not finite, or when
 * it throws, it updates no weight.
 */
export function trainStep(
  model: tf.LayersModel,
  { optimizer, measures, gear = "auto", ...device }: StepOptions,
): Geared {
  const gradients = gradientsOf(model, measures);
  // Such as the moving averages of batch normalisation, which the forward pass updates.
  const others = model.nonTrainableWeights.map((weight) => weight.read() as tf.Variable);

  const traced = plainJit(
    (x, y) => {
      const { values, grads } = gradients(x!, y!);
      optimizer.applyGradients(grads);
      return [values];
    },
    { ...device, accept: ([values]) => Number.isFinite(values!.values[0]) },
  );

  function eager(batch: PlainBatch): Float32Array {
    return tf.tidy(() => {
      const { x, y } = tensors(batch);
      const before = others.map((other) => other.clone());
      const { values, grads } = gradients(x, y);
      const read = values.dataSync() as Float32Array;
      if (Number.isFinite(read[0])) optimizer.applyGradients(grads);
      else others.forEach((other, i) => void other.assign(before[i]!));
      return read;
    });
  }

  return new Geared(
    {
      traced: async (batch) => (await traced(...plain(batch)))[0]!.values,
      eager: (batch) => nextTurn().then(() => eager(batch)),
    },
    { gear },
  );
}

/** Computes the measures of a batch, and the gradients of the first by each trainable weight. */
function gradientsOf(model: tf.LayersModel, measures: readonly Measure[]) {
  const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  return (x: tf.Tensor, y: tf.Tensor): Gradients => {
    let kept: tf.Tensor1D | undefined;
    const { grads } = tf.variableGrads(() => {
      const outputs = model.apply(x, { training: true }) as tf.Tensor;
      const measured = measures.map((measure) => measure(outputs, y as tf.Tensor1D));
      kept = tf.keep(tf.stack(measured) as tf.Tensor1D);
      return measured[0]!;
    }, weights);
    const values = kept!.clone();
    kept!.dispose();
    return { values, grads };
  };
}
