import { shuffled } from "./shuffled.js";

/**
 * Divides positions into two random parts with the same share of each label, as far as whole
 * numbers allow. The same seed divides in the same way, whatever else is seeded.
 */
export function stratified(
  labels: Int32Array,
  { test, seed }: { test: number; seed: number },
): { train: number[]; test: number[] } {
  const next = generator(seed);
  const chosen = new Set<number>();
  for (const label of new Set(labels)) {
    const own = [...labels.keys()].filter((i) => labels[i] === label);
    const order = shuffled(own.length, next);
    for (const place of order.subarray(0, Math.round(test * own.length))) {
      chosen.add(own[place]!);
    }
  }
  const mixed = [...shuffled(labels.length, next)];
  return { train: mixed.filter((i) => !chosen.has(i)), test: mixed.filter((i) => chosen.has(i)) };
}

/** Numbers in [0, 1) from a seed. Source: Mulberry32, Tommy Ettinger, 2017, public domain. */
function generator(seed: number): () => number {
  let state = Math.trunc(seed) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
