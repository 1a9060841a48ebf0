/** A curve in the middle of many, and how far they spread about it. */
export interface Band {
  /** Their median at each place. */
  readonly y: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/**
 * What many runs of one experiment have in common: at each place their median, and the band that
 * holds the middle `share` of them, all by default. Between two runs it interpolates.
 *
 * @example line({ adam: band([[1, 0.6, 0.4], [1.1, 0.5, 0.3], [0.9, 0.7, 0.4]]) })
 * @throws RangeError unless there is a run, all are equally long, and 0 < share <= 1.
 */
export function band(
  runs: readonly ArrayLike<number>[],
  { share = 1 }: { share?: number } = {},
): Band {
  const length = runs[0]?.length ?? 0;
  const odd = runs.find((run) => run.length !== length);
  if (runs.length === 0 || odd) {
    throw new RangeError(
      "Cannot make a band: it needs at least one run, all equally long, got " +
        (odd ? `lengths ${length} and ${odd.length}` : "none"),
    );
  }
  if (!(share > 0 && share <= 1)) {
    throw new RangeError(`Cannot make a band of the share ${share}: it must be above 0, up to 1`);
  }
  const sorted = Array.from({ length }, (_, i) => runs.map((run) => run[i]!).sort((a, b) => a - b));
  const at = (quantile: number) => sorted.map((values) => between(values, quantile));
  return { y: at(0.5), low: at((1 - share) / 2), high: at((1 + share) / 2) };
}

/** The value that stands at this share of the way through sorted values. */
function between(sorted: readonly number[], quantile: number): number {
  const place = quantile * (sorted.length - 1);
  const [lower, upper] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return lower + (upper - lower) * (place - Math.floor(place));
}
