import { Scanner } from "../language/scanner.js";

/** What is open at the end of a cell. */
export interface Brackets {
  readonly depth: number;
  /** Whether an element of JSX is open, or a tag. */
  readonly inElement: boolean;
  /** Whether there is a tag that can only be JSX, as its name is no type's. */
  readonly hasElements: boolean;
  /** Whether something was closed that was not open. */
  readonly mismatched: boolean;
}

/**
 * Which brackets, and with `jsx` which elements, are open at the end of a cell. TypeScript's parser,
 * not this, says whether the cell is complete.
 */
export function openBrackets(code: string, { jsx = false } = {}): Brackets {
  const scanner = new Scanner(code, { jsx });
  while (scanner.skipBlank()) scanner.next();
  const { open, hasElements, mismatched } = scanner;
  return {
    depth: open.length,
    inElement: open.some(({ kind }) => kind === "<" || kind === "<>"),
    hasElements,
    mismatched,
  };
}
