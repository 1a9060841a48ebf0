import type { Histogram, Statistics } from "./protocol.js";

/** Bars of the small histogram in a list. */
const bars = 24;

/** Describes all numbers. */
export function statisticsOf(values: ArrayLike<number>): Statistics {
  let [min, max, sum, finite, nan] = [Infinity, -Infinity, 0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = Number(values[index]);
    if (Number.isFinite(value)) {
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
      finite++;
    } else if (Number.isNaN(value)) nan++;
  }
  const { length: count } = values;
  const about = { count, nan, infinite: count - finite - nan };
  if (finite === 0)
    return { ...about, min: null, max: null, mean: null, deviation: null, bins: [] };
  const mean = sum / finite;
  const bins = max > min ? countsOf(values, { low: min, high: max, bins: bars }) : [];
  return { ...about, min, max, mean, deviation: deviationOf(values, mean), bins };
}

/** How many of the finite numbers fall into each of equal parts of their range. */
export function histogramOf(values: ArrayLike<number>, bins: number): Histogram {
  const { min, max } = statisticsOf(values);
  if (min === null || max === null) throw new Error("none of the numbers is finite");
  // A single value stands in the middle of its bar, as in NumPy.
  const [low, high] = max > min ? [min, max] : [min - 0.5, max + 0.5];
  return { low, high, counts: countsOf(values, { low, high, bins }) };
}

/** Around the mean, so that large numbers close to each other keep their digits. */
function deviationOf(values: ArrayLike<number>, mean: number): number {
  let [squares, finite] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    const away = Number(values[index]) - mean;
    if (!Number.isFinite(away)) continue;
    squares += away * away;
    finite++;
  }
  return Math.sqrt(squares / finite);
}

function countsOf(
  values: ArrayLike<number>,
  { low, high, bins }: { low: number; high: number; bins: number },
): number[] {
  const counts = new Array<number>(bins).fill(0);
  // Divided first: a range may be too large for a number.
  const width = high / bins - low / bins;
  for (let index = 0; index < values.length; index++) {
    const value = Number(values[index]);
    if (value >= low && value <= high)
      counts[Math.min(bins - 1, Math.floor(value / width - low / width))]!++;
  }
  return counts;
}
