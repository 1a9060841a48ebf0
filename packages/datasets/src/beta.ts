import { normalPair } from "./normal.js";

/** A number in [0, 1] of the distribution Beta(alpha, alpha), from numbers in [0, 1). */
export function beta(alpha: number, random: () => number): number {
  const [first, second] = [gamma(alpha, random), gamma(alpha, random)];
  // Both are 0 for a tiny alpha, whose distribution is all but a coin's.
  return first + second > 0 ? first / (first + second) : Math.round(random());
}

/** A number of the gamma distribution of this shape and scale 1 (Marsaglia and Tsang, 2000). */
function gamma(shape: number, random: () => number): number {
  if (shape < 1) {
    return gamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  }
  const d = shape - 1 / 3;
  for (;;) {
    const [normal] = normalPair(random);
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3;
    const bound = normal ** 2 / 2 + d - d * v + d * Math.log(v);
    if (v > 0 && Math.log(1 - random()) < bound) {
      return d * v;
    }
  }
}
