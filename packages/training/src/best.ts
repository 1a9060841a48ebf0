/** Whether less of a measure is better: of a loss and of an error, by its name. */
export function isSmallerBetter(key: string): boolean {
  return /(loss|error|mse|mae)$/i.test(key);
}

/** The first epoch (from 0) with the best value; NaN is never the best while there is another. */
export function bestOf(key: string, values: readonly number[]): { epoch: number; value: number } {
  const sign = isSmallerBetter(key) ? -1 : 1;
  let epoch = 0;
  values.forEach((value, i) => {
    const best = values[epoch]!;
    if (Number.isNaN(best) ? !Number.isNaN(value) : sign * value > sign * best) epoch = i;
  });
  return { epoch, value: values[epoch]! };
}
