/** The mean and the standard deviation of each feature or channel. */
export interface Statistics {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** Takes the mean off each value, channels last, and divides by the deviation; in place. */
export function standardise(values: Float32Array, { mean, deviation }: Statistics): Float32Array {
  const channels = mean.length;
  for (let i = 0; i < values.length; i += 1) {
    values[i] = (values[i]! - mean[i % channels]!) / deviation[i % channels]!;
  }
  return values;
}
