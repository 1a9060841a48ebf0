/** Sums of measures over batches, weighted by their sizes, so that the last short batch counts less. */
export class Means<K extends string> {
  readonly #sums: number[];
  #count = 0;

  constructor(readonly keys: readonly K[]) {
    this.#sums = keys.map(() => 0);
  }

  add(values: ArrayLike<number>, size: number): void {
    this.#sums.forEach((sum, i) => {
      this.#sums[i] = sum + (values[i] ?? Number.NaN) * size;
    });
    this.#count += size;
  }

  /** The mean of each key so far; NaN before the first batch. */
  get(): Record<K, number> {
    const means = this.keys.map((key, i) => [key, this.#sums[i]! / this.#count]);
    return Object.fromEntries(means) as Record<K, number>;
  }
}
