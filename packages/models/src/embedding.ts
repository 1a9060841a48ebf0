import { tf, type Vec } from "@rosenblatt/engine";
import { drawnLater } from "./drawn-later.js";
import { checkCount, misfit } from "./errors.js";
import type { Layer } from "./layer.js";

/**
 * A learned list of `size` numbers for each of `vocabulary` words or characters: turns their
 * numbers `[steps]`, from 0, into a sequence. The lists begin with the standard normal
 * distribution, as in PyTorch; looking up multiplies nothing.
 *
 * @throws RangeError for counts that are not whole numbers above 0.
 * @example
 * embedding(80, 16) // [100] -> [100, 16]
 */
export function embedding<const D extends number>(
  vocabulary: number,
  size: D,
): Layer<Vec, readonly [number, D]> {
  const label = `embedding(${vocabulary}, ${size})`;
  checkCount(label, { vocabulary, size });
  return {
    kind: "embedding",
    label,
    weighted: true,
    output: (input, after) => {
      if (input.length !== 1) {
        const cure = "give it the numbers of words or characters";
        throw misfit(label, { after, needs: "[steps]", got: input, cure });
      }
      return [input[0]!, size];
    },
    apply: (x, { name }) =>
      tf.layers
        .embedding({
          name,
          inputDim: vocabulary,
          outputDim: size,
          embeddingsInitializer: drawnLater(tf.initializers.randomNormal({ mean: 0, stddev: 1 })),
        })
        .apply(x) as tf.SymbolicTensor,
  };
}
