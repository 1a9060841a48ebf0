/**
 * Whether a cell begins with a brace, as an object literal does: `{ a: 1 }` is a block to the
 * grammar, yet nobody means that, so it is read in parentheses if that has a meaning.
 */
export function mayBeObject(cell: string): boolean {
  return /^(?:\s|\/\/.*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*\{/.test(cell);
}
