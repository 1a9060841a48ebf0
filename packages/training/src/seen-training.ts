import type { Dataset, Split } from "@rosenblatt/datasets";
import type { Shape, tf } from "@rosenblatt/engine";
import { addHistograms, modelComm, weightHistograms } from "@rosenblatt/models";
import type { Callback } from "./run.js";

/** What the model view is to show of a training. */
interface SeenTraining {
  /** To be called when the engine is ready and no step is done. */
  begin(): void;
  readonly on: readonly Callback[];
}

/** Tells the model view, where a kernel runs this program, of a model's examples and epochs. */
export function seenTraining<S extends Shape, C extends readonly string[], L extends Shape>(
  model: tf.LayersModel,
  { data, validation }: { data: Dataset<S, C, L>; validation: Split<S, C, L> | false },
): SeenTraining {
  const examples = [validation || data.test, data.train].find(({ length }) => length > 0)!;
  let seen = false;
  const tell = (epoch: number) => addHistograms(model, weightHistograms(model, { epoch }));
  return {
    begin: () => {
      seen = modelComm(model, { examples, starts: true }) !== undefined;
      if (seen) tell(0);
    },
    on: [
      ({ phase, epoch }) => {
        if (seen && phase === "epoch") tell(epoch + 1);
      },
    ],
  };
}
