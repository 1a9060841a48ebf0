/** Decoded sound. */
export interface Sound {
  /** Samples a second. */
  readonly sampleRate: number;
  /** The samples of each channel, from -1 to 1; those of floating-point files may be louder. */
  readonly channels: readonly Float32Array[];
}

/** No more samples, of all channels together, are decoded from one file. */
export const mostSamples = 100e6;

/** The mean of all channels. */
export function mixed({ channels }: Sound): Float32Array {
  const [first] = channels as [Float32Array];
  if (channels.length === 1) return first;
  return first.map((_, i) => channels.reduce((sum, one) => sum + one[i]!, 0) / channels.length);
}
