import { type PlainBatch, tensors } from "@rosenblatt/datasets";
import { plainJit, tf } from "@rosenblatt/engine";
import type { GearOptions } from "./gear.js";
import { Geared } from "./geared.js";
import type { Measure } from "./loss.js";
import { type Metric, measured, packed, unpacked } from "./metrics/metric.js";
import { plain } from "./plain.js";

interface StepOptions extends GearOptions {
  readonly optimizer: tf.Optimizer;
  /** The loss first. */
  readonly metrics: readonly [Measure, ...Metric[]];
}

interface Gradients {
  /** The metrics, packed, the loss first. */
  readonly values: readonly tf.Tensor1D[];
  readonly grads: tf.NamedTensorMap;
}

/**
 * A training step: forward pass, gradients, and one update of every trainable weight. It gives the
 * metrics of its batch, the loss first. It keeps no tensor. When the loss is not finite, or when
 * it throws, it updates no weight.
 */
export function trainStep(
  model: tf.LayersModel,
  { optimizer, metrics, gear = "auto", ...device }: StepOptions,
): Geared {
  const gradients = gradientsOf(model, metrics);
  // Such as the moving averages of batch normalisation, which the forward pass updates.
  const others = model.nonTrainableWeights.map((weight) => weight.read() as tf.Variable);

  const traced = plainJit(
    (x, y) => {
      const { values, grads } = gradients(x!, y!);
      optimizer.applyGradients(grads);
      return values;
    },
    { ...device, accept: ([values]) => Number.isFinite(values!.values[0]) },
  );

  function eager(batch: PlainBatch): readonly Float32Array[] {
    return tf.tidy(() => {
      const { x, y } = tensors(batch);
      const before = others.map((other) => other.clone());
      const { values, grads } = gradients(x, y);
      const read = values.map((value) => value.dataSync() as Float32Array);
      if (Number.isFinite(read[0]![0])) optimizer.applyGradients(grads);
      else others.forEach((other, i) => void other.assign(before[i]!));
      return read;
    });
  }

  return new Geared(
    {
      traced: async (batch) => {
        const results = await traced(...plain(batch));
        return unpacked(
          metrics,
          results.map(({ values }) => values),
        );
      },
      eager: (batch) => unpacked(metrics, eager(batch)),
    },
    { gear, labelled: metrics[0].labelled },
  );
}

/** Computes the metrics of a batch, and the gradients of the first by each trainable weight. */
function gradientsOf(model: tf.LayersModel, metrics: readonly Metric[]) {
  const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  return (x: tf.Tensor, y: tf.Tensor): Gradients => {
    let kept: readonly tf.Tensor1D[] = [];
    const { grads } = tf.variableGrads(() => {
      const outputs = model.apply(x, { training: true }) as tf.Tensor;
      const all = measured(metrics, { outputs, labels: y as tf.Tensor1D, inputs: x });
      kept = packed(all).map((values) => tf.keep(values));
      return all.means[0]!;
    }, weights);
    const values = kept.map((value) => value.clone());
    tf.dispose([...kept]);
    return { values, grads };
  };
}
