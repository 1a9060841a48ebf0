import { isMean, type Metric } from "./metric.js";

/** Metrics over many batches: means weighted by the sizes of batches, and counts that add up. */
export class Tally<K extends string> {
  readonly #metrics: readonly (readonly [K, Metric])[];
  #sums: number[][];
  #count: number;

  /** Counts from nothing, or from what another had counted. */
  constructor(metrics: Readonly<Record<K, Metric>>, from?: { sums: number[][]; count: number }) {
    this.#metrics = Object.entries(metrics) as [K, Metric][];
    this.#sums = from?.sums ?? this.#metrics.map(() => []);
    this.#count = from?.count ?? 0;
  }

  /** What was added up so far, of each metric in their order. */
  get sums(): readonly (readonly number[])[] {
    return this.#sums;
  }

  /** Examples so far. */
  get count(): number {
    return this.#count;
  }

  /** Takes in the numbers of each metric on a batch of `size` examples. */
  add(values: readonly ArrayLike<number>[], size: number): void {
    this.#metrics.forEach(([, metric], i) => {
      const weight = isMean(metric) ? size : 1;
      const before = this.#sums[i]!;
      this.#sums[i] = Array.from(values[i]!, (value, j) => (before[j] ?? 0) + value * weight);
    });
    this.#count += size;
  }

  /** The value of each metric so far; of a mean it is NaN before the first batch. */
  get(): Record<K, number> {
    const values = this.#metrics.map(([key, metric], i) => {
      const sums = this.#sums[i]!;
      return [key, isMean(metric) ? (sums[0] ?? 0) / this.#count : metric.value(sums)] as const;
    });
    return Object.fromEntries(values) as Record<K, number>;
  }
}

/** The value of each metric on one batch. */
export function valuesOf<K extends string>(
  metrics: Readonly<Record<K, Metric>>,
  values: readonly ArrayLike<number>[],
): Record<K, number> {
  const tally = new Tally(metrics);
  tally.add(values, 1);
  return tally.get();
}
