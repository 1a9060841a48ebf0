import type { AnyNode, Identifier, Node, Pattern } from "acorn";
import { walk } from "./walk.js";

/** The names that a pattern binds. */
export function boundNames(pattern: Pattern | null): string[] {
  switch (pattern?.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === "Property" ? property.value : property.argument),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap(boundNames);
    case "AssignmentPattern":
      return boundNames(pattern.left);
    case "RestElement":
      return boundNames(pattern.argument);
    default:
      return [];
  }
}

/**
 * The names that a top-level statement gives to its cell, `var`s inside of blocks included.
 * Functions are left out, for they exist before any statement runs.
 */
export function declaredNames(statement: Node): string[] {
  const node = statement as AnyNode;
  if (node.type === "ClassDeclaration") return boundNames(node.id);
  if (node.type === "FunctionDeclaration") return [];
  if (node.type === "VariableDeclaration") {
    return node.declarations.flatMap((declarator) => boundNames(declarator.id));
  }
  const names = new Set<string>();
  visitVars(node, names);
  return [...names];
}

function visitVars(root: AnyNode, names: Set<string>): void {
  const inner: Node[] = [];
  walk(root, (node) => {
    if (inner.some((scope) => scope.start <= node.start && node.end <= scope.end)) return;
    if (isFunction(node) || node.type === "StaticBlock") inner.push(node);
    if (node.type !== "VariableDeclaration" || node.kind !== "var") return;
    for (const { id } of node.declarations) for (const name of boundNames(id)) names.add(name);
  });
}

function isFunction({ type }: AnyNode): boolean {
  return /^(ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/.test(type);
}

/** Whether a node is the identifier `name`. */
export function isIdentifier(node: Node | null | undefined, name: string): node is Identifier {
  return node?.type === "Identifier" && (node as Identifier).name === name;
}
