import type { Box } from "./graph.js";

/** A box, or the place where a line passes a row of boxes. */
interface Item {
  /** Of the box; -1 where only a line passes. */
  readonly box: number;
  readonly row: number;
  readonly width: number;
  x: number;
  readonly above: Item[];
  readonly below: Item[];
}

/** Where a box lies: its middle, in pixels. */
export interface Spot {
  readonly x: number;
  readonly row: number;
}

/** A line from a box to a later one, with the middles of what it passes on the way. */
export interface Line {
  readonly from: number;
  readonly to: number;
  readonly through: readonly Spot[];
}

export interface Layout {
  readonly spots: readonly Spot[];
  readonly lines: readonly Line[];
  /** From the left end of the leftmost to the right end of the rightmost. */
  readonly width: number;
  readonly rows: number;
}

const gap = 14;
const lineWidth = 8;
const sweeps = 12;

/**
 * Lays boxes out in rows, each below all that it reads; in a row they stand as near as they can to
 * what they are connected with. Source: Sugiyama, Tagawa, Toda (1981), with means for the order.
 */
export function layout(boxes: readonly Box[], widthOf: (box: Box) => number): Layout {
  const rowOf: number[] = [];
  for (const { sources } of boxes) {
    rowOf.push(sources.reduce((row, source) => Math.max(row, rowOf[source]! + 1), 0));
  }
  const items = boxes.map((box, i): Item => {
    return { box: i, row: rowOf[i]!, width: widthOf(box), x: 0, above: [], below: [] };
  });
  const paths = boxes.flatMap(({ sources }, to) =>
    [...new Set(sources)].map((from) => ({ from, to, passes: connect(items[from]!, items[to]!) })),
  );
  const rows = arranged([...items, ...paths.flatMap(({ passes }) => passes)]);
  const left = Math.min(...rows.flat().map(({ x, width }) => x - width / 2));
  const right = Math.max(...rows.flat().map(({ x, width }) => x + width / 2));
  const spot = ({ x, row }: Item): Spot => ({ x: x - left, row });
  return {
    spots: items.map(spot),
    lines: paths.map(({ from, to, passes }) => ({ from, to, through: passes.map(spot) })),
    width: right - left,
    rows: rows.length,
  };
}

/** The places where a line from one item to another passes the rows between them. */
function connect(from: Item, to: Item): Item[] {
  const passes: Item[] = [];
  let last = from;
  for (let row = from.row + 1; row < to.row; row++) {
    const next: Item = { box: -1, row, width: lineWidth, x: 0, above: [], below: [] };
    join(last, next);
    passes.push(next);
    last = next;
  }
  join(last, to);
  return passes;
}

function join(above: Item, below: Item): void {
  above.below.push(below);
  below.above.push(above);
}

/** The items in rows from left to right, moved towards their neighbours downwards and upwards. */
function arranged(items: readonly Item[]): Item[][] {
  const rows: Item[][] = [];
  for (const item of items) {
    rows[item.row] ??= [];
    rows[item.row]!.push(item);
  }
  for (const row of rows)
    settle(
      row,
      row.map(() => 0),
    );
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const down = sweep % 2 === 0;
    for (const row of down ? rows : [...rows].reverse()) {
      const wanted = new Map(
        row.map((item) => [item, meanOf(down ? item.above : item.below, item)]),
      );
      // Later sweeps only straighten lines.
      if (sweep < sweeps / 2) row.sort((a, b) => wanted.get(a)! - wanted.get(b)!);
      settle(
        row,
        row.map((item) => wanted.get(item)!),
      );
    }
  }
  return rows;
}

/** Boxes pull more than lines, so that what is computed runs straight down. */
const weightOf = ({ box }: Item) => (box < 0 ? 3 : 8);

function meanOf(neighbours: readonly Item[], { x }: Item): number {
  if (neighbours.length === 0) return x;
  const total = neighbours.reduce((sum, item) => sum + weightOf(item), 0);
  return neighbours.reduce((sum, item) => sum + weightOf(item) * item.x, 0) / total;
}

/** Items of a row that would overlap, side by side, where on the whole they want to be. */
interface Group {
  readonly items: readonly Item[];
  /** Of each item's middle from the left end. */
  readonly offsets: readonly number[];
  readonly length: number;
  readonly weight: number;
  /** Where each item wants the left end, summed by weight. */
  readonly pull: number;
}

/** Puts the items of a row as near as possible to where they want to be, side by side in order. */
function settle(row: readonly Item[], wanted: readonly number[]): void {
  const groups: Group[] = [];
  row.forEach((item, i) => {
    const [weight, half] = [weightOf(item), item.width / 2];
    const pull = weight * (wanted[i]! - half);
    let group: Group = { items: [item], offsets: [half], length: item.width, weight, pull };
    while (groups.length > 0 && overlap(groups.at(-1)!, group)) {
      group = together(groups.pop()!, group);
    }
    groups.push(group);
  });
  for (const group of groups) {
    group.items.forEach((item, k) => {
      item.x = leftOf(group) + group.offsets[k]!;
    });
  }
}

const leftOf = ({ pull, weight }: Group) => pull / weight;

function overlap(before: Group, after: Group): boolean {
  return leftOf(before) + before.length + gap > leftOf(after);
}

function together(before: Group, after: Group): Group {
  const shift = before.length + gap;
  return {
    items: [...before.items, ...after.items],
    offsets: [...before.offsets, ...after.offsets.map((offset) => offset + shift)],
    length: shift + after.length,
    weight: before.weight + after.weight,
    pull: before.pull + after.pull - after.weight * shift,
  };
}
