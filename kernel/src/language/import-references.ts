import type { AnyNode, Identifier, Program } from "acorn";
import { analyze } from "eslint-scope";
import type MagicString from "magic-string";
import { memberFor } from "./member-for.js";
import { walk } from "./walk.js";

/**
 * Makes each use of an imported name what `owner` says, so that it follows the module that it
 * came from. Lists of exports are left alone.
 */
export function importReferences(
  program: Program,
  text: MagicString,
  owner: (name: string) => string | undefined,
): void {
  const scopes = analyze(program as never, { ecmaVersion: 2022, sourceType: "module" });
  const module = scopes.scopes.find(({ type }) => type === "module");
  const places = new Set<number>();
  for (const { defs, references } of module?.variables ?? []) {
    if (defs[0]?.type !== "ImportBinding") continue;
    for (const { identifier } of references)
      places.add((identifier as unknown as Identifier).start);
  }
  if (places.size === 0) return;
  walk(program, (node: AnyNode, parent) => {
    if (node.type !== "Identifier" || !places.has(node.start) || !parent) return;
    if (/^(Import|Export)\w*Specifier$/.test(parent.type)) return;
    const member = owner(node.name);
    if (member === undefined) return;
    text.update(node.start, node.end, memberFor(node, parent, member));
    places.delete(node.start);
  });
}
