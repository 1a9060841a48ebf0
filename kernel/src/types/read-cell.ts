import { type CellDeclarations, cellDeclarations } from "./cell-declarations.js";

/** A cell's text and what is in it. */
export interface ReadCell {
  readonly code: string;
  readonly declarations: CellDeclarations;
  /** Every word in it that may be a name. */
  readonly words: ReadonlySet<string>;
}

const IDENTIFIERS = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;

/** So many cells are remembered: a notebook's are asked about again and again. */
const REMEMBERED = 500;

const known = new Map<string, ReadCell>();

/** Reads a cell, or remembers what was read in it. */
export function readCell(code: string): ReadCell {
  const before = known.get(code);
  if (before !== undefined) return before;
  const words = new Set(code.match(IDENTIFIERS));
  const cell = { code, declarations: cellDeclarations(code), words };
  known.set(code, cell);
  const [oldest] = known.keys();
  if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
  return cell;
}
