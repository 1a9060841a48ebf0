import type { graphlib } from "@dagrejs/dagre";
import type { Level } from "./visible.js";

/** What dagre tells of a node, by its middle. */
interface Node {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Edge {
  points: { x: number; y: number }[];
  x?: number;
  width?: number;
}

/** How many items lie before each on its longest way from outside. */
export function depthsOf({ items, lines, inlets, outlets }: Level): ReadonlyMap<string, number> {
  const depths = new Map<string, number>(inlets.map((port) => [port, 0]));
  // Each item stands after those that it reads.
  for (const id of [...items.map(({ item }) => item.id), ...outlets]) {
    const before = lines
      .filter(({ to }) => to.item === id)
      .map(({ from }) => depths.get(from.item));
    depths.set(id, 1 + Math.max(0, ...before.map((depth) => depth ?? 0)));
  }
  return depths;
}

/**
 * Puts each sum right under the longer of the two ways to it, and what follows it there too, so that
 * what is computed runs straight and what is led around it bends. Dagre puts sums in between.
 */
export function straighten(graph: graphlib.Graph, level: Level): void {
  const depths = depthsOf(level);
  const shifts = new Map<string, number>();
  const main = new Map<string, string>();
  for (const id of depths.keys()) {
    const sources = level.lines.filter(({ to }) => to.item === id).map(({ from }) => from.item);
    const [first, second] = sources.sort((a, b) => depths.get(b)! - depths.get(a)!);
    if (first === undefined || sources.length > 2) continue;
    if (second !== undefined && depths.get(first) === depths.get(second)) continue;
    const [node, before] = [graph.node(id) as Node, graph.node(first) as Node];
    const shifted = shifts.get(first) ?? 0;
    const follows = second !== undefined || Math.abs(node.x - (before.x - shifted)) < 1;
    if (!follows || !isFree(graph, id, before.x)) continue;
    shifts.set(id, before.x - node.x);
    node.x = before.x;
    main.set(id, first);
  }
  for (const { from, to } of level.lines) {
    const edge = graph.edge(from.item, to.item) as Edge;
    edge.points[0]!.x += shifts.get(from.item) ?? 0;
    edge.points.at(-1)!.x += shifts.get(to.item) ?? 0;
    if (main.get(to.item) !== from.item) continue;
    const { x } = graph.node(to.item) as Node;
    edge.points = [edge.points[0]!, edge.points.at(-1)!].map(({ y }) => ({ x, y }));
    if (edge.x !== undefined && edge.width) edge.x = x + edge.width / 2 + 8;
  }
}

/** Whether a node may move to a place in its row without lying over another or over a line. */
function isFree(graph: graphlib.Graph, id: string, x: number): boolean {
  const node = graph.node(id) as Node;
  const over = (other: { x: number; y: number }, width: number, height: number) =>
    Math.abs(other.y - node.y) < (node.height + height) / 2 &&
    Math.abs(other.x - x) < (node.width + width) / 2 + 8;
  const others = graph.nodes().filter((other) => other !== id);
  if (
    others.some((other) =>
      over(graph.node(other), graph.node(other).width, graph.node(other).height),
    )
  ) {
    return false;
  }
  return graph
    .edges()
    .filter(({ v, w }) => v !== id && w !== id)
    .every((edge) => (graph.edge(edge) as Edge).points.every((point) => !over(point, 0, 0)));
}
