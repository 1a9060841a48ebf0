import type { tf } from "@rosenblatt/engine";
import { type Displayable, displayable } from "@rosenblatt/plots";
import { checkCount } from "../errors.js";
import { isRecurrent } from "../recurrent/is-recurrent.js";
import { type Box, boxesOf } from "./graph.js";
import { unrolledSvg } from "./unrolled-svg.js";

/** A layer, from 0 for the inputs, at a step. */
export interface LayerStep {
  readonly row: number;
  readonly step: number;
}

/** What a layer makes at a step is read by another, or by itself at the next. */
export interface StepReading {
  readonly from: LayerStep;
  readonly to: LayerStep;
}

/** A network of sequences as the feed-forward one that it is over some steps; shows itself. */
export interface Unrolled extends Displayable {
  /** The layers, the inputs first. */
  readonly rows: readonly string[];
  readonly moments: readonly LayerStep[];
  readonly readings: readonly StepReading[];
  /** The picture, in the colours of the page that it lies in. */
  readonly svg: string;
}

/**
 * Draws a network of sequences unrolled: a column for each step, inputs at the bottom, time to the
 * right. All boxes of a row have the same weights. Along a row goes the state of a recurrent layer;
 * gradients come back the same ways.
 *
 * @example
 * const model = characterModel({ shape: [64], classes: 78, units: 16 });
 * unrolled(model, { steps: 4 }).rows; // ["input", "embedding", "lstm", "dense"]
 * @throws RangeError when `steps` is not a whole number above 0, or for a network that is no chain of
 *   layers that are recurrent or look at each step alone.
 */
export function unrolled(
  model: tf.LayersModel,
  { steps = 5 }: { readonly steps?: number } = {},
): Unrolled {
  checkCount("the unrolled network", { steps });
  const boxes = boxesOf(model);
  const layers = boxes.map(({ layers: [name] }) => model.getLayer(name!));
  // Behind a layer that gives its last outputs alone, there is one step.
  const end = boxes.findIndex(
    ({ output }, row) => output.length === 1 && isRecurrent(layers[row]!),
  );
  checkChain(boxes, end < 0 ? layers : layers.slice(0, end + 1));
  const moments = boxes.flatMap((_, row) =>
    Array.from({ length: steps }, (_, step) => ({ row, step })).filter(
      ({ step }) => end < 0 || row <= end || step === steps - 1,
    ),
  );
  const readings = moments.flatMap((to) =>
    [...sourcesOf(to, layers[to.row]!), ...(to.row === end + 1 ? backwardEnd(end, layers) : [])]
      .filter(({ row, step }) => row >= 0 && step >= 0 && step < steps)
      .map((from): StepReading => ({ from, to })),
  );
  const svg = unrolledSvg({ boxes, steps, moments, readings });
  const rows = boxes.map(({ label }) => label);
  return displayable({ rows, moments, readings, svg }, ({ rows, svg }) => ({
    "text/html": svg,
    "image/svg+xml": svg,
    "text/plain": `${rows.join(" → ")}, over ${steps} steps`,
  }));
}

/** What a layer reads at a step: below it, and before it. */
function sourcesOf({ row, step }: LayerStep, layer: tf.layers.Layer): LayerStep[] {
  const { count = 1 } = layer as { count?: number };
  const below = Array.from({ length: count }, (_, back) => ({ row: row - 1, step: step - back }));
  const both = layer.getClassName() === "Bidirectional" ? [step - 1, step + 1] : [step - 1];
  const across = isRecurrent(layer) ? both.map((step) => ({ row, step })) : [];
  return [...below, ...across];
}

/** Where the way backwards of a layer ends that gives its last outputs alone. */
function backwardEnd(row: number, layers: readonly tf.layers.Layer[]): LayerStep[] {
  return layers[row]?.getClassName() === "Bidirectional" ? [{ row, step: 0 }] : [];
}

/** Layers that look at each step alone, or at the last few. */
const single = new Set(["InputLayer", "Embedding", "Dense", "LastSteps"]);

function checkChain(boxes: readonly Box[], each: readonly tf.layers.Layer[]): void {
  const chain = boxes.every(({ sources }, i) => (sources[0] ?? -1) === i - 1 && sources.length < 2);
  const wrong = each.find((layer) => !isRecurrent(layer) && !single.has(layer.getClassName()));
  if (chain && !wrong) return;
  throw new RangeError(
    `Cannot unroll a network with ${wrong ? wrong.name : "branches"}: it must be a chain of layers ` +
      "that are recurrent or look at each step alone; diagram() draws any network",
  );
}
