import { histogramOf, valuesOf } from "../weights/weight-histograms.js";
import { namedLayer } from "./named-layer.js";
import type { WeightFacts, Weights } from "./protocol.js";
import type { Reply, ViewedModel } from "./viewed-model.js";

/** A layer's weights: how they are spread, now and after each epoch. */
export function layerWeights(
  { model, histograms }: ViewedModel,
  { layer: name }: { layer: string },
): Reply<Weights> {
  const layer = namedLayer(model, name);
  if (layer.weights.length === 0) {
    throw new RangeError(`Cannot show the weights of ${name}: it has none`);
  }
  const epochs = histograms.filter((histogram) => histogram.layer === name);
  const epoch = histograms.at(-1)?.epoch ?? 0;
  const weights = layer.weights.map((weight) => {
    const values = weight.read().dataSync() as Float32Array;
    const own = weight.originalName.split("/").at(-1)!;
    return { name: own, shape: weight.shape as number[], ...spread(values) };
  });
  const now = { layer: name, epoch, ...histogramOf(valuesOf(layer)) };
  return { result: { layer: name, weights, now, epochs } };
}

function spread(values: Float32Array): Pick<WeightFacts, "mean" | "deviation" | "broken"> {
  const finite = values.filter(Number.isFinite);
  const broken = values.length - finite.length;
  if (finite.length === 0) return { mean: null, deviation: null, broken };
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  const square = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / finite.length;
  return { mean, deviation: Math.sqrt(square), broken };
}
