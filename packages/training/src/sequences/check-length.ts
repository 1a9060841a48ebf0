/** @throws RangeError unless a count of what is to be added is a whole number from 0 on. */
export function checkLength(length: number): void {
  if (Number.isInteger(length) && length >= 0) return;
  throw new RangeError(`Cannot add ${length} steps: it must be a whole number from 0 on`);
}
