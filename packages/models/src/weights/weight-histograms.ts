import type { tf } from "@rosenblatt/engine";

/** A layer's weights at some time: counts in bins of equal width from `min` to `max`. */
export interface WeightHistogram {
  /** The layer's name. */
  readonly layer: string;
  /** Epochs that had ended, from 1; 0 is before training. */
  readonly epoch: number;
  readonly min: number;
  readonly max: number;
  readonly counts: readonly number[];
}

/** How many bins a histogram has. */
const bins = 48;

/**
 * How the weights of each layer that has any are spread now: all that training changes, or all
 * there are where it changes none. NaN and infinities are left out; a layer of nothing else has
 * counts of zero. Computes nothing, and keeps no tensor.
 *
 * @example
 * weightHistograms(lenet(), { epoch: 0 }).map(({ layer }) => layer); // ["conv1", "conv2", "dense1", "dense2", "dense3"]
 */
export function weightHistograms(
  model: tf.LayersModel,
  { epoch }: { epoch: number },
): WeightHistogram[] {
  return model.layers
    .filter(({ weights }) => weights.length > 0)
    .map((layer) => ({ layer: layer.name, epoch, ...histogramOf(valuesOf(layer)) }));
}

/** The numbers of a layer's weights, one array a weight. */
export function valuesOf(layer: tf.layers.Layer): Float32Array[] {
  const { trainableWeights, weights } = layer;
  const chosen = trainableWeights.length > 0 ? trainableWeights : weights;
  return chosen.map((weight) => weight.read().dataSync() as Float32Array);
}

/** Counts numbers in bins; given a range, in bins of that. */
export function histogramOf(
  lists: readonly Float32Array[],
  { min, max } = rangeOf(lists),
): Omit<WeightHistogram, "layer" | "epoch"> {
  const counts = new Array<number>(bins).fill(0);
  const scale = bins / (max - min);
  for (const list of lists) {
    for (const value of list) {
      if (value >= min && value <= max) {
        counts[Math.min(bins - 1, Math.floor((value - min) * scale))]! += 1;
      }
    }
  }
  return { min, max, counts };
}

/** From the smallest to the largest finite number, never nothing wide. */
export function rangeOf(lists: readonly Float32Array[]): { min: number; max: number } {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const list of lists) {
    for (const value of list) {
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  if (min < max) return { min, max };
  const middle = Number.isFinite(min) ? min : 0;
  const half = Math.abs(middle) / 2 || 0.5;
  return { min: middle - half, max: middle + half };
}
