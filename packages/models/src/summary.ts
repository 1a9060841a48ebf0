import type { tf } from "@rosenblatt/engine";
import { bundleOf, type Displayable, displayable, escapeHtml, table } from "@rosenblatt/plots";
import { checkCount } from "./errors.js";
import { type Costs, type LayerSummary, layerCosts } from "./layer-costs.js";
import { modelOutput } from "./model-view/model-output.js";

/** The layers of a model and their sums. */
export interface Summary extends Costs, Displayable {
  readonly layers: readonly LayerSummary[];
  /** How many examples the memory and the times are for. */
  readonly batch: number;
}

export interface SummaryOptions {
  /** How many examples the memory and the times are for. */
  readonly batch?: number;
  /** Whether each layer is run to measure how long it takes. */
  readonly time?: boolean;
}

/**
 * What a model is made of: shapes, parameters, mult-adds and memory, layer by layer; shows itself
 * as a table. One multiplication and addition counts once; bias, normalization, pooling and
 * activations do not count. It computes nothing with the model unless `time` asks it to: then each
 * layer runs alone, in inference, on TensorFlow.js's backend and one thread; what a graph of the
 * whole takes, `explain` tells.
 *
 * @throws RangeError when `batch` is not a whole number above 0.
 * @example
 * summary(lenet()).multAdds; // 416520
 * summary(lenet(), { batch: 64 }).memory; // { weights: 246824, activations: 2272768 }
 */
export function summary(
  model: tf.LayersModel,
  { batch = 1, time = false }: SummaryOptions = {},
): Summary {
  checkCount("a summary", { batch });
  return displayable({ batch, ...layerCosts(model, { batch, time }) }, (summarized) => ({
    ...summaryBundle(summarized),
    ...modelOutput(model),
  }));
}

type Summarized = Omit<Summary, keyof Displayable>;

function summaryBundle(summarized: Summarized) {
  const { layers, batch: _, ...sums } = summarized;
  const rows = [...layers, { name: "total", kind: "", output: [], ...sums }].map((layer) => ({
    layer: layer.name,
    kind: layer.kind,
    output: layer.output.join(" × "),
    parameters: layer.parameters.toLocaleString("en"),
    ...(sums.trainable < sums.parameters
      ? { trainable: layer.trainable.toLocaleString("en") }
      : {}),
    "mult-adds": layer.multAdds.toLocaleString("en"),
    ...(layer.milliseconds === undefined ? {} : { ms: layer.milliseconds.toFixed(2) }),
  }));
  const { "text/html": html, "text/plain": text } = bundleOf(table(rows));
  const memory = memoryText(summarized);
  return {
    "text/html": `<div style="${scrolling}">${html}</div><small>${escapeHtml(memory)}</small>`,
    "text/plain": `${text}\n${memory}`,
  };
}

/** Networks of hundreds of layers keep to a part of the page. */
const scrolling = "max-height:560px;overflow:auto;width:fit-content;max-width:100%";

function memoryText({ memory, batch, milliseconds }: Summarized): string {
  const of = batch === 1 ? "one example" : `${batch} examples`;
  const took = milliseconds === undefined ? "" : `; ${milliseconds.toFixed(1)} ms forward`;
  return (
    `Memory: weights ${bytes(memory.weights)}, ` +
    `outputs of ${of} ${bytes(memory.activations)}${took}`
  );
}

function bytes(count: number): string {
  const [scale, unit] = count >= 1e9 ? [1e9, "GB"] : count >= 1e6 ? [1e6, "MB"] : [1e3, "kB"];
  return `${Number((count / scale).toPrecision(3))} ${unit}`;
}
