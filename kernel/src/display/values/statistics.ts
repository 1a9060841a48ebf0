/** What numbers are like as a whole. */
export interface Statistics {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly nan: number;
  readonly infinite: number;
  /** How many fall into each of equal parts of the range; empty when there is no range. */
  readonly bins: readonly number[];
  /** Whether only some of the numbers were looked at, evenly over all. */
  readonly sampled: boolean;
}

/** Elements that are looked at: some ten milliseconds. */
const most = 1 << 22;

/** Describes numbers, or evenly chosen ones of very many; undefined if one is not a number. */
export function statisticsOf(values: ArrayLike<unknown>, bins = 40): Statistics | undefined {
  const step = Math.max(1, Math.ceil(values.length / most));
  let [min, max, sum, count, nan, infinite] = [Infinity, -Infinity, 0, 0, 0, 0];
  for (let index = 0; index < values.length; index += step) {
    const value = numberOf(values[index]);
    if (value === undefined) return undefined;
    if (Number.isNaN(value)) nan++;
    else if (!Number.isFinite(value)) infinite++;
    else {
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
      count++;
    }
  }
  if (count === 0) return undefined;
  const range = { min, max, bins, step };
  const counts = max > min ? histogram(values, range) : [];
  return { min, max, mean: sum / count, nan, infinite, bins: counts, sampled: step > 1 };
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "bigint" ? Number(value) : undefined;
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly bins: number;
  readonly step: number;
}

function histogram(values: ArrayLike<unknown>, { min, max, bins, step }: Range): number[] {
  const counts = new Array<number>(bins).fill(0);
  // A few hundred thousand numbers give the same picture as all of them.
  const stride = step * Math.max(1, Math.floor(values.length / step / 200_000));
  for (let index = 0; index < values.length; index += stride) {
    const value = Number(values[index]);
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(bins - 1, Math.floor(((value - min) / (max - min)) * bins));
    counts[bin]!++;
  }
  return counts;
}
