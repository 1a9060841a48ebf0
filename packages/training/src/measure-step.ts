import { tensors } from "@rosenblatt/datasets";
import { plainJit, tf } from "@rosenblatt/engine";
import type { GearOptions } from "./gear.js";
import { Geared } from "./geared.js";
import { labelledBy, type Metric, measured, packed, unpacked } from "./metrics/metric.js";
import { plain } from "./plain.js";

/** The metrics of a model on a batch, in inference mode. It keeps no tensor. */
export function measureStep(
  model: tf.LayersModel,
  { metrics, gear = "auto", ...device }: GearOptions & { readonly metrics: readonly Metric[] },
): Geared {
  const measure = (x: tf.Tensor, labels: tf.Tensor1D) => {
    const outputs = model.apply(x, { training: false }) as tf.Tensor;
    return packed(measured(metrics, { outputs, labels, inputs: x }));
  };
  const traced = plainJit((x, y) => measure(x!, y as tf.Tensor1D), device);
  return new Geared(
    {
      traced: async (batch) => {
        const results = await traced(...plain(batch));
        return unpacked(
          metrics,
          results.map(({ values }) => values),
        );
      },
      eager: (batch) => {
        const results = tf.tidy(() => {
          const { x, y } = tensors(batch);
          return measure(x, y).map((result) => result.dataSync() as Float32Array);
        });
        return unpacked(metrics, results);
      },
    },
    { gear, labelled: labelledBy(metrics) },
  );
}
