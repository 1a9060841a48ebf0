import { type Node, nodesAround } from "../nodes-around.js";
import { parseModule } from "../parse-module.js";

/** Of which part of each kind of node TypeScript speaks when it points at the node's other part. */
const VALUES: Readonly<Record<string, readonly [points: string, value: string]>> = {
  VariableDeclarator: ["id", "init"],
  AssignmentExpression: ["left", "right"],
  Property: ["key", "value"],
  PropertyDefinition: ["key", "value"],
  MemberExpression: ["property", "object"],
};

/** The expressions whose types a diagnostic at a place may speak of. */
export function expressionsAt(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): readonly Node[] {
  const around = nodesAround(parseModule(text).program as unknown as Node, start);
  const found = around.flatMap((node): unknown[] => {
    if (node.type === "ReturnStatement" && node.start === start) return [node.argument];
    const [points, value] = VALUES[node.type] ?? [];
    if (points && value && (node[points] as Node | null)?.start === start) return [node[value]];
    return node.start === start && node.end === end ? [node] : [];
  });
  return found.filter(isExpression);
}

function isExpression(node: unknown): node is Node {
  const type = (node as Node | null)?.type ?? "";
  return /Expression$|^Identifier$|Literal$/.test(type);
}
