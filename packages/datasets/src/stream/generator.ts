/**
 * Numbers in [0, 1) for a 32-bit seed: mulberry32 (T. Ettinger, 2017), which is small enough to be
 * made anew for every example and passes the usual tests of randomness. What `seed()` seeds does not
 * change them.
 *
 * @example
 * const dice = generator(7);
 * const [first, second] = [dice(), dice()];
 * generator(7)() === first; // true
 */
export function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A seed of its own for each index, by the last steps of MurmurHash3 (A. Appleby). */
export function seedOf(seed: number, index: number): number {
  let hash = (seed ^ Math.imul(index + 1, 0x9e3779b1)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
