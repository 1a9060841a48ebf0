import { shuffled } from "./shuffled.js";
import { generator } from "./stream/generator.js";

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

/**
 * What the parts of a split are to have in the same share: its classes; nothing where there are
 * none, or one for each pixel.
 */
export function strata({
  length,
  labels,
  classes,
}: {
  length: number;
  labels: Int32Array | Float32Array;
  classes: readonly string[];
}): Int32Array {
  const one = classes.length > 0 && labels.length === length;
  return one ? (labels as Int32Array) : new Int32Array(length);
}
