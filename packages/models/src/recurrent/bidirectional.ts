import { type Seq, type Shape, tf, type Vec } from "@rosenblatt/engine";
import type { Layer } from "../layer.js";
import type { RecurrentLayer } from "./recurrent-layer.js";

/**
 * A recurrent layer twice, each with weights of its own: one goes through the sequence forwards,
 * one backwards; their outputs lie side by side, forward first. With `sequences` both outputs of a
 * step belong to that step; without, each is the one that has seen the whole sequence.
 *
 * Schuster and Paliwal, Bidirectional recurrent neural networks (1997),
 * https://doi.org/10.1109/78.650093
 *
 * @example
 * bidirectional(lstm(64)) // [28, 10] -> [128]
 * bidirectional(lstm(64, { sequences: true })) // [28, 10] -> [28, 128]
 */
export function bidirectional<O extends Shape>(
  layer: RecurrentLayer<O>,
): Layer<Seq, O extends Seq ? Seq : O extends Vec ? Vec : Shape> {
  const label = `bidirectional(${layer.label})`;
  return {
    kind: "bidirectional",
    label,
    weighted: true,
    output: (input, after) => {
      const sizes = layer.output(input, after);
      return [...sizes.slice(0, -1), 2 * sizes.at(-1)!];
    },
    apply: (x, { name }) => {
      const both = tf.layers.bidirectional({
        name,
        layer: layer.make(layer.kind),
        mergeMode: "concat",
      });
      const { forwardLayer, backwardLayer } = both as unknown as Record<string, tf.RNN>;
      layer.initialized(forwardLayer!);
      layer.initialized(backwardLayer!);
      return both.apply(x) as tf.SymbolicTensor;
    },
  };
}
