/** A node of a syntax tree. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** The nodes around an offset, innermost first. */
export function nodesAround(node: Node, offset: number): readonly Node[] {
  for (const child of Object.values(node).flat()) {
    if (!isNode(child) || child.start > offset || child.end <= offset) continue;
    return [...nodesAround(child, offset), node];
  }
  return [node];
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}
