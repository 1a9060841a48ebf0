/** How much of a value is shown. */
export interface Limits {
  /** Characters of HTML, about. */
  readonly characters: number;
  /** Characters of text. */
  readonly text: number;
  /** Entries of one object, elements of an array, rows of a table. */
  readonly entries: number;
  /** Objects in objects. */
  readonly depth: number;
}

/** What a cell's result may take. */
export const usual: Limits = { characters: 70_000, text: 20_000, entries: 1_000, depth: 8 };

/** Everything, as far as a browser bears it. */
export const everything: Limits = {
  characters: 50_000_000,
  text: 50_000_000,
  entries: Number.POSITIVE_INFINITY,
  depth: 100,
};

/** How to see what was left out. */
export function more(count: number, what: string): string {
  return `… ${count.toLocaleString("en")} more ${what}; display.full(value) shows all`;
}
