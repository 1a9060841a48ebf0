import type { Drawing } from "@rosenblatt/plots";
import { type Dataset, dataset } from "../dataset.js";
import { Split } from "../split.js";
import { drawingFacts } from "./drawing-facts.js";
import type { DrawingParts, Drawings } from "./omniglot-strokes.js";
import { spaced } from "./spaced.js";

export interface PenSequencesOptions<N extends number> {
  /** How many moves an example has; of longer drawings the beginning is taken. */
  readonly steps?: N;
  /** About how long moves on paper are; without it, as they were drawn. */
  readonly by?: number | undefined;
}

/**
 * Drawings as examples for a network that says at every step how the pen goes on: `steps` moves, and
 * as labels, `[steps, 3]`, the same drawing one move on. Where a drawing has no next move a label is
 * `[0, 0, -1]`, and does not count. Train with the loss `mixtureDensity()`.
 *
 * @example
 * const corner = drawing("a corner", [[0, 0, 0], [0, 1, 0], [1, 0, 1]]);
 * const data = penSequences({ train: [corner], test: [corner] }, { steps: 3 });
 * data.train.at(0).label; // [0, 1, 0, 1, 0, 1, 0, 0, -1]
 * @throws RangeError unless `steps` is a whole number above 0.
 */
export function penSequences<const N extends number = 64>(
  drawn: DrawingParts | Drawings,
  { steps = 64 as N, by }: PenSequencesOptions<N> = {},
): Dataset<readonly [N, 3], readonly [], readonly [N, 3]> {
  if (!(Number.isInteger(steps) && steps > 0)) {
    throw new RangeError(`Cannot take ${steps} steps: it must be a whole number above 0`);
  }
  const shape = [steps, 3] as const;
  const classes = [] as const;
  const sequences = (items: readonly Drawing[]) => {
    const all = by === undefined ? items : items.map((item) => spaced(item, { by }));
    const target = { name: "the pen's next move", unit: "" };
    const numbers = { inputs: inputsOf(all, steps), labels: labelsOf(all, steps) };
    return new Split({ shape, classes, labelShape: shape, target, ...numbers });
  };
  const parts = { train: sequences(drawn.train), test: sequences(drawn.test) };
  return dataset({ ...drawingFacts(drawn), shape, classes }, parts);
}

function inputsOf(drawings: readonly Drawing[], steps: number): Float32Array {
  const inputs = new Float32Array(drawings.length * steps * 3);
  for (const [i, { moves }] of drawings.entries()) {
    inputs.set(moves.slice(0, steps).flat(), i * steps * 3);
  }
  return inputs;
}

function labelsOf(drawings: readonly Drawing[], steps: number): Float32Array {
  const labels = new Float32Array(drawings.length * steps * 3);
  // What is behind the end of a drawing.
  for (let i = 2; i < labels.length; i += 3) labels[i] = -1;
  for (const [i, { moves }] of drawings.entries()) {
    labels.set(moves.slice(1, steps + 1).flat(), i * steps * 3);
  }
  return labels;
}
