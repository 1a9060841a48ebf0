/** How many pixels are predicted at a time, where each is an answer of its own. */
const pixels = 2 ** 17;

/**
 * A batch size of at most 256 for so many examples: one that divides them when there is one above
 * half of that, so that all batches have one shape and one graph serves them. It is smaller where
 * each pixel has a label, since all that is known of each is needed until the end.
 */
export function evenSize(length: number, examples: object = {}): number {
  const { labelShape = [] } = examples as { labelShape?: readonly number[] };
  const places = labelShape.reduce((product, size) => product * size, 1);
  const limit = Math.max(1, Math.min(256, Math.floor(pixels / places)));
  const most = Math.min(limit, length);
  for (let size = most; size > limit / 2; size -= 1) {
    if (length % size === 0) return size;
  }
  return most;
}
