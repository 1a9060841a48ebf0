import { bundleOf, type Displayable, displayable, table } from "@rosenblatt/plots";
import { type Statistics, standardise } from "./standardised.js";

/** Brings each feature or channel to mean 0 and standard deviation 1, and back; shows itself. */
export interface Normalisation extends Statistics, Displayable {
  /** The values of one example or of several, channels last, normalised. */
  apply(values: ArrayLike<number>): Float32Array;
  /** What normalised values were before. */
  invert(values: ArrayLike<number>): Float32Array;
}

interface Measured {
  readonly shape: readonly number[];
  readonly inputs: Uint8Array | Float32Array;
  readonly scale: number;
  readonly features: readonly string[] | undefined;
  readonly sampleRate?: number | undefined;
}

/**
 * The normalisation by the mean and the standard deviation (of n, not n - 1) of each feature, or of
 * each channel of pictures, over these examples; of all samples of recordings. Missing values, NaN, do not count, and stay. What
 * is the same everywhere is only shifted.
 *
 * @example
 * const { mean, invert } = normalisation(data.train);
 */
export function normalisation(split: Measured): Normalisation {
  const { mean, deviation } = statistics(split);
  const channel = (i: number) => split.features?.[i] ?? `channel ${i}`;
  const apply = (values: ArrayLike<number>) =>
    standardise(Float32Array.from(values), { mean, deviation });
  const invert = (values: ArrayLike<number>) =>
    Float32Array.from(values, (v, i) => v * deviation[i % mean.length]! + mean[i % mean.length]!);
  return displayable({ mean, deviation, apply, invert }, () =>
    bundleOf(
      table(
        mean.map((value, i) => ({ of: channel(i), mean: value, deviation: deviation[i]! })),
        { title: "Normalisation" },
      ),
    ),
  );
}

/** In two passes, since the difference of large squares would lose small deviations. */
function statistics({ shape, inputs, scale, sampleRate }: Measured): Statistics {
  const channels = sampleRate === undefined ? shape.at(-1)! : 1;
  const means = (of: (value: number, channel: number) => number) => {
    const sums = new Float64Array(channels);
    const counts = new Float64Array(channels);
    for (let i = 0; i < inputs.length; i += 1) {
      const value = inputs[i]! * scale;
      if (!Number.isNaN(value)) {
        sums[i % channels]! += of(value, i % channels);
        counts[i % channels]! += 1;
      }
    }
    return Array.from(sums, (sum, channel) => sum / counts[channel]!);
  };
  const mean = means((value) => value);
  if (!mean.every(Number.isFinite)) {
    throw new RangeError(
      "Cannot normalise: every feature needs a finite value in the training part, and " +
        `number ${mean.findIndex((value) => !Number.isFinite(value))} has none`,
    );
  }
  const variance = means((value, channel) => (value - mean[channel]!) ** 2);
  return { mean, deviation: variance.map((value) => Math.sqrt(value) || 1) };
}
