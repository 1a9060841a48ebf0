import type { tf } from "@rosenblatt/engine";

/** A fully connected layer in plain memory. */
export interface PlainDense {
  /** Row by row, one for each input. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** The weights that a layer has now; `name` is the end of its name. */
export function plainDense(model: tf.LayersModel, name: string): PlainDense {
  const layer = model.layers.find((each) => each.name === name || each.name.endsWith(`.${name}`));
  if (!layer) {
    throw new RangeError(
      `Cannot judge by a network without a layer ${name}: it has ` +
        `${model.layers.map((each) => each.name).join(", ")}; make it with valueNetwork()`,
    );
  }
  const [weights, bias] = layer.getWeights().map((each) => each.dataSync() as Float32Array);
  return { weights: weights!, bias: bias! };
}

/** Adds one input's share to the sums of a layer. */
export function addInput(sums: Float32Array, layer: PlainDense, input: number, value = 1): void {
  const units = sums.length;
  const { weights } = layer;
  for (let unit = 0, at = input * units; unit < units; unit += 1, at += 1) {
    sums[unit]! += value * weights[at]!;
  }
}
