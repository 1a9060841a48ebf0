/**
 * Where to take the learning rate from losses at rising ones: halfway into the middle third of the
 * longest falling subsequence. Source: fastai, `callback/schedule.py`, `valley`.
 */
export function valley(losses: readonly number[]): number {
  const lengths = losses.map(() => 1);
  let [start, end] = [0, 0];
  for (let i = 1; i < losses.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      if (losses[i]! < losses[j]!) lengths[i] = Math.max(lengths[i]!, lengths[j]! + 1);
    }
    if (lengths[i]! > lengths[end]!) [start, end] = [Math.max(0, i - lengths[i]!), i];
  }
  const third = (end - start) / 3;
  return start + Math.floor(third) + Math.floor(third / 2);
}
