import { numberText } from "./number-text.js";

/**
 * Ticks at 1, 2 and 5 times powers of ten from `low` to `high`, each with its whole number: for a
 * logarithmic axis too short to be read by its powers alone.
 */
export function logTicks(low: number, high: number): { tickvals: number[]; ticktext: string[] } {
  const first = Math.floor(Math.log10(low));
  const powers = Array.from(
    { length: Math.ceil(Math.log10(high)) - first + 1 },
    (_, i) => first + i,
  );
  const tickvals = powers
    .flatMap((power) => [1, 2, 5].map((digit) => Number(`${digit}e${power}`)))
    .filter((value) => value >= low && value <= high);
  return { tickvals, ticktext: tickvals.map(numberText) };
}
