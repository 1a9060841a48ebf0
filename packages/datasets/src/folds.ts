import { shuffled } from "./shuffled.js";
import { generator } from "./stream/generator.js";

/**
 * Divides positions into `k` random folds of equal size, each with the same share of each label;
 * sizes and numbers of a label differ by one at most. For each fold: what it leaves to train with,
 * and itself. The same seed divides in the same way, whatever else is seeded.
 *
 * @throws RangeError unless `k` is a whole number from 2 to the number of positions.
 */
export function folds(
  labels: Int32Array,
  { k, seed }: { k: number; seed: number },
): { train: number[]; test: number[] }[] {
  if (!(Number.isInteger(k) && k >= 2 && k <= labels.length)) {
    throw new RangeError(
      `Cannot make ${k} folds of ${labels.length} examples: it must be a whole number from 2 to ` +
        "the number of examples",
    );
  }
  const order = [...shuffled(labels.length, generator(seed))];
  // Like cards dealt label by label, so that neither labels nor sizes come out uneven.
  const byLabel = [...new Set(labels)].flatMap((label) => order.filter((i) => labels[i] === label));
  const foldOf = new Int32Array(labels.length);
  byLabel.forEach((position, card) => {
    foldOf[position] = card % k;
  });
  return Array.from({ length: k }, (_, fold) => ({
    train: order.filter((i) => foldOf[i] !== fold),
    test: order.filter((i) => foldOf[i] === fold),
  }));
}
