/** How a position is drawn. */
export interface DrawnBy {
  /** What logits are divided by; at 0 the largest is taken. */
  readonly temperature: number;
  /** Where chance comes from: numbers from 0 to below 1. */
  readonly next: () => number;
}

/** A position, drawn with the probabilities that logits are of; at temperature 0 the largest. */
export function drawnPosition(logits: ArrayLike<number>, { temperature, next }: DrawnBy): number {
  const all = Array.from(logits);
  const largest = all.indexOf(Math.max(...all));
  if (temperature === 0) return largest;
  const shares = all.map((logit) => Math.exp((logit - all[largest]!) / temperature));
  let left = next() * shares.reduce((sum, share) => sum + share);
  const found = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return found < 0 ? largest : found;
}

/** @throws RangeError for a temperature at which nothing can be drawn. */
export function checkTemperature(temperature: number): void {
  if (temperature >= 0 && Number.isFinite(temperature)) return;
  throw new RangeError(
    `Cannot draw at temperature ${temperature}: it must be a number from 0 on, such as 0.8`,
  );
}
