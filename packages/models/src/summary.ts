import type { Shape, tf } from "@rosenblatt/engine";
import { type Displayable, displayable, jupyterDisplay, table } from "@rosenblatt/plots";
import { exampleShape, multAddsIn } from "./mult-adds.js";

/** One layer of a model. */
export interface LayerSummary {
  readonly name: string;
  /** TensorFlow.js's name of its class, such as `Conv2D`. */
  readonly kind: string;
  /** The sizes of what it makes of one example. */
  readonly output: Shape;
  /** How many numbers its weights are. */
  readonly parameters: number;
  /** How many of them training changes. */
  readonly trainable: number;
  /** How often it multiplies for one example: products and convolutions, bias left out. */
  readonly multAdds: number;
}

/** The layers of a model and their sums. */
export interface Summary extends Displayable {
  readonly layers: readonly LayerSummary[];
  readonly parameters: number;
  readonly trainable: number;
  readonly multAdds: number;
}

/**
 * What a model is made of: shapes, parameters and mult-adds, layer by layer; shows itself as a
 * table. It computes nothing with the model.
 *
 * @example summary(lenet).multAdds // 416520
 */
export function summary(model: tf.LayersModel): Summary {
  const layers = model.layers.map((layer) => ({
    name: layer.name,
    kind: layer.getClassName(),
    output: exampleShape(layer.outputShape),
    parameters: count(layer.weights),
    trainable: count(layer.trainableWeights),
    multAdds: multAddsIn(model, layer),
  }));
  const total = (key: "parameters" | "trainable" | "multAdds") =>
    layers.reduce((sum, layer) => sum + layer[key], 0);
  const totals = {
    parameters: total("parameters"),
    trainable: total("trainable"),
    multAdds: total("multAdds"),
  };
  return displayable({ layers, ...totals }, summaryBundle);
}

function count(weights: readonly { readonly shape: tf.Shape }[]): number {
  return weights.reduce(
    (sum, { shape }) => sum + shape.reduce<number>((product, size) => product * (size ?? 1), 1),
    0,
  );
}

function summaryBundle({ layers, ...totals }: Omit<Summary, typeof jupyterDisplay>) {
  const rows = [...layers, { name: "total", kind: "", output: [], ...totals }].map((row) => ({
    layer: row.name,
    kind: row.kind,
    output: row.output.join(" × "),
    parameters: row.parameters.toLocaleString("en"),
    "mult-adds": row.multAdds.toLocaleString("en"),
  }));
  return table(rows)[jupyterDisplay]();
}
