/** What the documentation comments at the start of a cell say of it, as in tslab. */
export interface CellTags {
  /** The cell is the text of a module of this name, which other cells import as `./name`. */
  readonly module?: string;
  readonly jsx?: true;
  /** The cell is for the browser, not for Node. */
  readonly browser?: true;
}

const LEADING_COMMENTS = /^(?:\s+|\/\/.*|\/\*[\s\S]*?\*\/)*/;

/** Reads `@module name`, `@jsx`, `@browser` and `@node`. */
export function cellTags(text: string): CellTags {
  if (!/@(module|browser)\b/.test(text)) return {};
  const leading = LEADING_COMMENTS.exec(text)?.[0] ?? "";
  const tags: { module?: string; jsx?: true; browser?: true } = {};
  for (const [comment] of leading.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    const name = /@module[ \t]+(\w+)(?=\s|\*|$)/.exec(comment)?.[1];
    if (name) tags.module = name;
    if (/@jsx\b/.test(comment)) tags.jsx = true;
    if (/@browser\b/.test(comment)) tags.browser = true;
    if (/@node\b/.test(comment)) delete tags.browser;
  }
  return tags;
}
