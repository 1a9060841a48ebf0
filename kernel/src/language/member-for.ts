import type { AnyNode, Identifier } from "acorn";

/**
 * The code that puts `member` in place of a name: a call must not receive the member's owner as
 * `this`, and a shorthand property keeps its key.
 */
export function memberFor(node: Identifier, parent: AnyNode, member: string): string {
  if (parent.type === "CallExpression" && parent.callee === node) return `(0, ${member})`;
  if (parent.type === "TaggedTemplateExpression" && parent.tag === node) return `(0, ${member})`;
  if (parent.type === "Property" && parent.shorthand) return `${node.name}: ${member}`;
  return member;
}
