/** A normal distribution; a truncated one keeps within two deviations. */
export interface Gaussian {
  readonly mean: number;
  readonly deviation: number;
  readonly truncated: boolean;
}

/**
 * Normally distributed numbers, which are made two at a time, with TensorFlow.js's own roundings.
 * Source: Marsaglia and Bray, A convenient method for generating normal variables (1964).
 */
export function gaussian(
  random: () => number,
  { mean, deviation, truncated }: Gaussian,
): () => number {
  let spare = Number.NaN;
  const [lower, upper] = [mean - deviation * 2, mean + deviation * 2];
  const fits = (value: number) => !truncated || (value <= upper && value >= lower);
  return function next(): number {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    let x: number;
    let y: number;
    do {
      let square: number;
      do {
        x = 2 * random() - 1;
        y = 2 * random() - 1;
        square = x * x + y * y;
      } while (square >= 1 || square === 0);
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      x = mean + deviation * x * factor;
      y = mean + deviation * y * factor;
    } while (!fits(x));
    if (fits(y)) spare = y;
    return x;
  };
}
