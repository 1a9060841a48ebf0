import { layout as dagre, graphlib } from "@dagrejs/dagre";
import { type Item, lastPart } from "./blocks.js";
import { depthsOf, straighten } from "./straightened.js";
import { type End, inlet, type Level, outlet, type Shown } from "./visible.js";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its upper left corner. */
export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

export interface PlacedItem extends Area {
  readonly item: Item;
  /** Whether it is an open block, drawn as a frame around what is in it. */
  readonly open: boolean;
}

export interface PlacedLine {
  readonly points: readonly Point[];
  /** The items at its ends; undefined where it only crosses a frame. */
  readonly label: { readonly text: string; readonly at: Point } | undefined;
}

/** Where everything is drawn. */
export interface Placed {
  readonly items: readonly PlacedItem[];
  readonly lines: readonly PlacedLine[];
  readonly width: number;
  readonly height: number;
}

type Size = Pick<Area, "width" | "height">;

const margin = 16;
/** The band of a frame that its title has; lines only go straight through it. */
const titleHeight = 26;
/** Of a frame, over its title and under what is in it; lines that come in and go out have more. */
const [above, below] = [titleHeight - 4, 4];
const labelHeight = 16;

/** Sizes as a label: `28 × 28 × 6`. */
export function sizesText(sizes: readonly number[]): string {
  return sizes.join(" × ");
}

/** Width of text in pixels, near enough for a label. */
export function textWidth(text: string, size: number): number {
  return text.length * size * 0.56;
}

/** Places what is seen from top to bottom; what is in a block is placed before the block is. */
export function layout(level: Level, sizeOf: (item: Item) => Size): Placed {
  const { items, lines, width, height } = placeLevel(level, { sizeOf, framed: false });
  return { items, lines, width, height };
}

/** A level, and where lines cross its frame, from its upper left corner. */
interface PlacedLevel extends Placed {
  readonly ports: ReadonlyMap<string, Point>;
}

function placeLevel(
  level: Level,
  { sizeOf, framed }: { sizeOf: (item: Item) => Size; framed: boolean },
): PlacedLevel {
  const insides = new Map<string, PlacedLevel>();
  for (const { item, inside } of level.items) {
    if (inside) insides.set(item.id, placeLevel(inside, { sizeOf, framed: true }));
  }
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: "TB", nodesep: 26, ranksep: 22, edgesep: 18 });
  for (const { item } of level.items) {
    const { width, height } = insides.get(item.id) ?? sizeOf(item);
    graph.setNode(item.id, { width, height });
  }
  for (const port of [...level.inlets, ...level.outlets]) {
    graph.setNode(port, { width: 2, height: 2 });
  }
  for (const { from, to, sizes } of level.lines) {
    const label = sizes ? { width: textWidth(sizesText(sizes), 11) + 8, height: labelHeight } : {};
    graph.setEdge(from.item, to.item, { ...label, labelpos: "r", weight: sizes ? 3 : 1 });
  }
  dagre(graph);
  straighten(graph, level);
  const bounds = boundsOf(graph);
  if (!framed) {
    const shift = { x: -bounds.x, y: -bounds.y };
    return assembled(level, { graph, insides, shift, size: bounds });
  }
  // The same room on both sides of what is computed, so that it runs straight through all frames.
  const middle = entryOf(graph, level);
  const half = Math.max(middle - bounds.x, bounds.x + bounds.width - middle) + margin;
  const size = { width: 2 * half, height: bounds.height + above + below };
  const shift = { x: half - middle, y: above - bounds.y };
  return assembled(level, { graph, insides, shift, size });
}

/** Across a frame, where a line comes in: above the middle of what reads it first. */
function entryOf(graph: graphlib.Graph, level: Level, port = level.inlets[0]): number {
  const depths = depthsOf(level);
  const readers = level.lines.filter(({ from }) => from.item === port).map(({ to }) => to.item);
  const nearest = Math.min(...readers.map((id) => depths.get(id)!));
  const first = readers.filter((id) => depths.get(id) === nearest);
  const chosen = first.length > 0 ? first : [level.items[0]!.item.id];
  const xs = chosen.map((id) => (graph.node(id) as Point).x);
  return (Math.min(...xs) + Math.max(...xs)) / 2;
}

interface Drawn {
  readonly graph: graphlib.Graph;
  readonly insides: ReadonlyMap<string, PlacedLevel>;
  readonly shift: Point;
  readonly size: Size;
}

function assembled(level: Level, { graph, insides, shift, size }: Drawn): PlacedLevel {
  const corners = new Map(
    level.items.map(({ item }) => [item.id, cornerOf(graph, item.id, shift)]),
  );
  const ports = new Map<string, Point>();
  for (const port of level.inlets)
    ports.set(port, { x: entryOf(graph, level, port) + shift.x, y: 0 });
  for (const port of level.outlets) {
    const { from } = level.lines.find(({ to }) => to.item === port)!;
    ports.set(port, { x: at(graph, from.item, shift).x, y: size.height });
  }
  /** Where a line touches the frame of an open block. */
  const touch = ({ item, port }: End, side: (port: string) => string): Point | undefined => {
    const inner = port === undefined ? undefined : insides.get(item)?.ports.get(side(port));
    return inner && moved(inner, corners.get(item)!);
  };
  const own = level.lines.map(({ from, to, sizes }): PlacedLine => {
    const edge = graph.edge(from.item, to.item) as { points: Point[]; x?: number; y?: number };
    const points = edge.points.map((point) => moved(point, shift));
    const start = ports.get(from.item) ?? touch(from, outlet);
    const end = ports.get(to.item) ?? touch(to, inlet);
    if (start) points[0] = start;
    if (level.inlets.includes(from.item)) points.splice(1, 0, { x: start!.x, y: titleHeight });
    if (end) points[points.length - 1] = end;
    const { x = 0, y = 0 } = edge;
    const label = sizes && { text: sizesText(sizes), at: moved({ x, y }, shift) };
    return { points, label };
  });
  const items = level.items.flatMap(({ item }) => placedItems(item, { graph, insides, shift }));
  const inner = [...insides].flatMap(([id, { lines }]) =>
    lines.map(({ points, label }) => {
      const corner = corners.get(id)!;
      return {
        points: points.map((point) => moved(point, corner)),
        label: label && { ...label, at: moved(label.at, corner) },
      };
    }),
  );
  return { items, lines: [...own, ...inner], ...size, ports };
}

/** An item and, after it, what is in it. */
function placedItems(item: Item, { graph, insides, shift }: Omit<Drawn, "size">): PlacedItem[] {
  const { width, height } = graph.node(item.id) as Size;
  const corner = cornerOf(graph, item.id, shift);
  const inside = insides.get(item.id);
  return [
    { item, open: inside !== undefined, ...corner, width, height },
    ...(inside?.items ?? []).map((placed) => ({ ...placed, ...moved(placed, corner) })),
  ];
}

function at(graph: graphlib.Graph, id: string, shift: Point): Point {
  return moved(graph.node(id) as Point, shift);
}

function cornerOf(graph: graphlib.Graph, id: string, shift: Point): Point {
  const { width, height } = graph.node(id) as Size;
  return moved(at(graph, id, shift), { x: -width / 2, y: -height / 2 });
}

/** All that a level's graph covers, labels and bent lines included. */
function boundsOf(graph: graphlib.Graph): Area {
  const corners: Point[] = [];
  for (const id of graph.nodes()) {
    const { x, y, width, height } = graph.node(id) as Area;
    corners.push({ x: x - width / 2, y: y - height / 2 }, { x: x + width / 2, y: y + height / 2 });
  }
  for (const edge of graph.edges()) {
    const { points, x, y, width } = graph.edge(edge) as Partial<Area> & { points: Point[] };
    corners.push(...points);
    if (x !== undefined && y !== undefined && width) corners.push({ x: x + width / 2, y });
  }
  if (corners.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

function moved(point: Point, by: Point): Point {
  return { x: point.x + by.x, y: point.y + by.y };
}

/** What of an item is written on it. */
export function titleOf({ item }: Shown | { item: Item }): string {
  return item.kind === "box" ? item.box.label : lastPart(item.id);
}
