import { nearest, type Rows } from "./points.js";

/**
 * Points to start from: the first by chance, each further one with a probability that grows with
 * the squared distance to those chosen. Source: Arthur, Vassilvitskii, k-means++ (2007).
 */
export function spreadStart(
  rows: Rows,
  { count, random }: { count: number; random: () => number },
): Rows {
  const chosen = [rows[Math.floor(random() * rows.length)]!];
  while (chosen.length < count) {
    const distances = rows.map((row) => nearest(row, chosen).distance);
    const total = distances.reduce((sum, distance) => sum + distance, 0);
    chosen.push(rows[pick(distances, random() * total)]!);
  }
  return chosen;
}

/** The first place where the running sum exceeds `at`; by rounding it may be the last share. */
function pick(shares: readonly number[], at: number): number {
  let [sum, last] = [0, 0];
  for (const [i, share] of shares.entries()) {
    if (share === 0) continue;
    sum += share;
    last = i;
    if (sum > at) break;
  }
  return last;
}
