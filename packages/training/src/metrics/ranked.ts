/** How many positives and negatives have at least each score, the highest score first. */
export interface Ranked {
  /** Each score once, falling. */
  readonly thresholds: readonly number[];
  readonly truePositives: readonly number[];
  readonly falsePositives: readonly number[];
}

/** Counts what a falling threshold takes for positive; equal scores are taken together. */
export function ranked(scores: ArrayLike<number>, isPositive: (i: number) => boolean): Ranked {
  const order = Uint32Array.from({ length: scores.length }, (_, i) => i);
  order.sort((a, b) => scores[b]! - scores[a]!);
  const thresholds: number[] = [];
  const truePositives: number[] = [];
  const falsePositives: number[] = [];
  let [right, wrong] = [0, 0];
  order.forEach((i, place) => {
    if (isPositive(i)) right += 1;
    else wrong += 1;
    const next = order[place + 1];
    if (next !== undefined && scores[next] === scores[i]) return;
    thresholds.push(scores[i]!);
    truePositives.push(right);
    falsePositives.push(wrong);
  });
  return { thresholds, truePositives, falsePositives };
}
