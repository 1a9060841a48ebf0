import type { BoxFacts } from "../protocol.js";
import type { Item } from "./blocks.js";

/** An end of a line: an item, or, in an open block, the place where a line crosses its frame. */
export interface End {
  readonly item: string;
  /** By which of the places it crosses the frame of `item`, when that is open. */
  readonly port?: string;
}

/** A line between items of one level. `from` or `to` may be a place in the level's own frame. */
export interface Line {
  readonly from: End;
  readonly to: End;
  /** The sizes of what it carries; only where a line between two items is to say so. */
  readonly sizes?: readonly number[];
}

/** What is seen of a level: the items of an open block, or of the whole. */
export interface Level {
  readonly items: readonly Shown[];
  readonly lines: readonly Line[];
  /** Where lines cross its frame, at its top and at its bottom. */
  readonly inlets: readonly string[];
  readonly outlets: readonly string[];
}

export interface Shown {
  readonly item: Item;
  /** What is seen in it, when it is an open block. */
  readonly inside?: Level;
}

/** What is seen of a graph with some blocks open. */
export function visible(
  items: readonly Item[],
  { boxes, open }: { boxes: readonly BoxFacts[]; open: ReadonlySet<string> },
): Level {
  const chains = chainsOf(items, open);
  const lines = new Map<string, Map<string, Line>>();
  const add = (level: string, line: Line) => {
    const known = lines.get(level) ?? new Map<string, Line>();
    lines.set(level, known);
    known.set(JSON.stringify([line.from, line.to]), line);
  };
  boxes.forEach(({ sources }, to) => {
    for (const from of new Set(sources)) {
      const ways = { from: chains.get(`box-${from}`)!, to: chains.get(`box-${to}`)! };
      addLine(ways, boxes[from]!.output, add);
    }
  });
  return levelOf("", items, { open, lines });
}

/** For each box the items that it is seen in: open blocks from outside, and what stands for it. */
function chainsOf(
  items: readonly Item[],
  open: ReadonlySet<string>,
  outer: readonly string[] = [],
  chains = new Map<string, readonly string[]>(),
  closed = false,
): Map<string, readonly string[]> {
  for (const item of items) {
    const chain = closed ? outer : [...outer, item.id];
    if (item.kind === "box") chains.set(item.id, chain);
    else chainsOf(item.items, open, chain, chains, closed || !open.has(item.id));
  }
  return chains;
}

/** Cuts a line between two boxes where it crosses frames. */
function addLine(
  { from, to }: { from: readonly string[]; to: readonly string[] },
  sizes: readonly number[],
  add: (level: string, line: Line) => void,
): void {
  const common = from.findIndex((id, i) => id !== to[i]);
  if (common < 0) return;
  // Lines from the same item cross a frame at one place.
  const port = from.at(-1)!;
  const end = (chain: readonly string[], i: number): End =>
    i === chain.length - 1 ? { item: chain[i]! } : { item: chain[i]!, port };
  for (let i = from.length - 1; i > common; i -= 1) {
    add(from[i - 1]!, { from: end(from, i), to: { item: outlet(port) } });
  }
  add(from[common - 1] ?? "", { from: end(from, common), to: end(to, common), sizes });
  for (let i = common + 1; i < to.length; i += 1) {
    add(to[i - 1]!, { from: { item: inlet(port) }, to: end(to, i) });
  }
}

/** The name of the place where lines come into a level's frame. */
export const inlet = (port: string) => `in:${port}`;
/** The name of the place where lines leave it. */
export const outlet = (port: string) => `out:${port}`;

function levelOf(
  id: string,
  items: readonly Item[],
  known: { open: ReadonlySet<string>; lines: ReadonlyMap<string, ReadonlyMap<string, Line>> },
): Level {
  const lines = [...(known.lines.get(id)?.values() ?? [])];
  const ends = (side: "from" | "to", prefix: string) => [
    ...new Set(lines.map((line) => line[side].item).filter((item) => item.startsWith(prefix))),
  ];
  return {
    items: items.map((item) =>
      item.kind === "block" && known.open.has(item.id)
        ? { item, inside: levelOf(item.id, item.items, known) }
        : { item },
    ),
    lines,
    inlets: ends("from", "in:"),
    outlets: ends("to", "out:"),
  };
}
