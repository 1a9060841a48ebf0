import { tf } from "@rosenblatt/engine";

/** Numbers that are the same in every run of the tests. */
export interface Random {
  /** Between -1 and 1. */
  real(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  shape(options?: { rank?: number; most?: number }): number[];
  floats(shape: readonly number[], options?: { from?: number; to?: number }): tf.Tensor;
  ints(shape: readonly number[], options?: { from?: number; to?: number }): tf.Tensor;
  bools(shape: readonly number[]): tf.Tensor;
}

export function randomNumbers(salt: number): Random {
  // Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
  let state = Math.imul(salt + 1, 0x9e3779b1);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const many = (shape: readonly number[], make: () => number) =>
    Array.from({ length: tf.util.sizeFromShape([...shape]) }, make);
  return {
    real: () => 2 * next() - 1,
    whole,
    pick: (from) => from[whole(0, from.length - 1)]!,
    shape: ({ rank = whole(0, 5), most = 4 } = {}) =>
      Array.from({ length: rank }, () => whole(1, most)),
    floats: (shape, { from = -2, to = 2 } = {}) =>
      tf.tensor(
        many(shape, () => from + (to - from) * next()),
        [...shape],
      ),
    ints: (shape, { from = -5, to = 5 } = {}) =>
      tf.tensor(
        many(shape, () => whole(from, to)),
        [...shape],
        "int32",
      ),
    bools: (shape) =>
      tf.tensor(
        many(shape, () => whole(0, 1)),
        [...shape],
        "bool",
      ),
  };
}
