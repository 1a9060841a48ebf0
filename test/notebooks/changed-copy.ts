import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { folder } from "./folder.js";

const copies = resolve(folder, "../output/notebooks/changed");

/**
 * Writes a copy of a notebook in which each pattern of `changes`, which stands in one of its code
 * cells, has given way to the text beside it; gives the copy's path.
 */
export function changedCopy(name: string, changes: readonly (readonly [RegExp, string])[]): string {
  const notebook = JSON.parse(readFileSync(join(folder, name), "utf8"));
  const cells: { cell_type: string; source: string | string[] }[] = notebook.cells;
  const code = cells.filter(({ cell_type }) => cell_type === "code");
  for (const [pattern, text] of changes) {
    const cell = code.find(({ source }) => pattern.test([source].flat().join("")));
    if (!cell) throw new Error(`Cannot change ${name}: expected ${pattern} in a code cell`);
    cell.source = [cell.source]
      .flat()
      .join("")
      .replace(pattern, () => text);
  }
  mkdirSync(copies, { recursive: true });
  const copy = join(copies, name);
  writeFileSync(copy, JSON.stringify(notebook));
  return copy;
}
