/** Whether less of a measure is better: of a loss and of an error, by its name. */
export function isSmallerBetter(key: string): boolean {
  return /(loss|error|mse|mae)$/i.test(key);
}

/** Whether a value of a measure is better than the best so far; NaN is worse than any number. */
export function isBetter(key: string, { value, best }: { value: number; best: number }): boolean {
  if (Number.isNaN(best)) return !Number.isNaN(value);
  return isSmallerBetter(key) ? value < best : value > best;
}

/** The first epoch (from 0) with the best value; NaN is never the best while there is another. */
export function bestOf(key: string, values: readonly number[]): { epoch: number; value: number } {
  let epoch = 0;
  values.forEach((value, i) => {
    if (isBetter(key, { value, best: values[epoch]! })) epoch = i;
  });
  return { epoch, value: values[epoch]! };
}
