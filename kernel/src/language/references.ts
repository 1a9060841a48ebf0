import type { Identifier, Program } from "acorn";
import { analyze } from "eslint-scope";
import type MagicString from "magic-string";
import { memberFor } from "./member-for.js";
import type { RewriteOptions } from "./rewrite.js";
import { walk } from "./walk.js";

/**
 * Rewrites the names that a cell uses but does not declare: one of an earlier cell becomes a
 * property of that cell's namespace, an unknown one is looked up when it is reached.
 * Gives the numbers of the cells used.
 */
export function rewriteReferences(
  program: Program,
  text: MagicString,
  { published, isGlobal }: RewriteOptions,
): number[] {
  const isForeign = (name: string): boolean => published(name) !== undefined || !isGlobal(name);
  const free = freeIdentifiers(program, isForeign);
  const uses = new Set<number>();
  if (free.size === 0) return [];
  walk(program, (node, parent) => {
    if (node.type !== "Identifier" || !free.has(node.start) || !parent) return;
    if (parent.type === "ExportSpecifier") return;
    const cell = published(node.name);
    if (cell !== undefined) uses.add(cell);
    const soft = parent.type === "UnaryExpression" && parent.operator === "typeof";
    const owner = cell !== undefined ? `ºcell${cell}` : soft ? "ºsoft" : "ºlate";
    text.update(node.start, node.end, memberFor(node, parent, `${owner}.${node.name}`));
    // Each place is written once, although a shorthand property holds its name twice.
    free.delete(node.start);
  });
  return [...uses].sort((a, b) => a - b);
}

/** Where those names stand that no scope of the cell declares. */
function freeIdentifiers(program: Program, isMeant: (name: string) => boolean): Set<number> {
  const scopes = analyze(program as never, { ecmaVersion: 2022, sourceType: "module" });
  const through = scopes.globalScope?.through ?? [];
  const found = through.filter(({ identifier }) => isMeant(identifier.name));
  return new Set(found.map(({ identifier }) => (identifier as unknown as Identifier).start));
}
