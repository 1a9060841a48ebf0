/**
 * A batch size of at most 256 for so many examples: one that divides them when there is one above
 * 128, so that all batches have one shape and one graph serves them.
 */
export function evenSize(length: number): number {
  const most = Math.min(256, length);
  for (let size = most; size > 128; size -= 1) {
    if (length % size === 0) return size;
  }
  return most;
}
