import { tensors } from "@rosenblatt/datasets";
import { plainJit, tf } from "@rosenblatt/engine";
import type { GearOptions } from "./gear.js";
import { Geared } from "./geared.js";
import type { Measure } from "./loss.js";
import { nextTurn } from "./next-turn.js";
import { plain } from "./plain.js";

/** The measures of a model on a batch, in inference mode. It keeps no tensor. */
export function measureStep(
  model: tf.LayersModel,
  { measures, gear = "auto", ...device }: GearOptions & { readonly measures: readonly Measure[] },
): Geared {
  const measured = (x: tf.Tensor, y: tf.Tensor) => {
    const outputs = model.apply(x, { training: false }) as tf.Tensor;
    return tf.stack(measures.map((measure) => measure(outputs, y as tf.Tensor1D)));
  };
  const traced = plainJit((x, y) => [measured(x!, y!)], device);
  return new Geared(
    {
      traced: async (batch) => (await traced(...plain(batch)))[0]!.values,
      eager: async (batch) => {
        await nextTurn();
        return tf.tidy(() => {
          const { x, y } = tensors(batch);
          return measured(x, y).dataSync() as Float32Array;
        });
      },
    },
    { gear },
  );
}
