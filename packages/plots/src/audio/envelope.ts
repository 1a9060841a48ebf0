/** The lowest and the highest sample of each of at most `parts` parts, and where a part begins. */
export interface Envelope {
  readonly starts: readonly number[];
  readonly lows: readonly number[];
  readonly highs: readonly number[];
}

/** The outline of a waveform that has more samples than there are pixels. */
export function envelope(samples: ArrayLike<number>, parts: number): Envelope {
  const count = Math.max(1, Math.min(parts, samples.length));
  const starts = Array.from({ length: count }, (_, i) => Math.floor((i * samples.length) / count));
  const extremes = starts.map((start, i) => {
    let [low, high] = [samples[start] ?? 0, samples[start] ?? 0];
    // The first sample of the next part belongs to both, so that outlines touch.
    const end = Math.min(samples.length - 1, starts[i + 1] ?? samples.length - 1);
    for (let at = start; at <= end; at += 1) {
      const sample = samples[at]!;
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
    return [low, high] as const;
  });
  return {
    starts,
    lows: extremes.map(([low]) => low),
    highs: extremes.map(([, high]) => high),
  };
}
