/** Whether all of the numbers that were given are integers. */
export function areWhole(...values: readonly (number | undefined)[]): boolean {
  return values.every((value) => value === undefined || Number.isInteger(value));
}
