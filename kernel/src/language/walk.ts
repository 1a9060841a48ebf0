import type { AnyNode, Node } from "acorn";

/** Calls `visit` for `root` and every node under it, parents first, with the node's parent. */
export function walk(
  root: Node,
  visit: (node: AnyNode, parent: AnyNode | undefined) => void,
): void {
  const step = (node: AnyNode, parent: AnyNode | undefined): void => {
    visit(node, parent);
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) {
        for (const item of value) if (isNode(item)) step(item, node);
      } else if (isNode(value)) step(value, node);
    }
  };
  step(root as AnyNode, undefined);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}
