import type { BoxFacts } from "../protocol.js";

/** A box of the graph, by its position among the model's. */
export interface BoxItem {
  readonly kind: "box";
  readonly id: string;
  readonly box: BoxFacts;
}

/** What lies in a block of the program, such as `stage1.residual2`. */
export interface BlockItem {
  readonly kind: "block";
  /** What the names of its layers begin with. */
  readonly id: string;
  readonly items: readonly Item[];
}

export type Item = BoxItem | BlockItem;

/** Paths of a branch, and ways around, are no blocks of their own. */
const pathName = /^(\d+|shortcut)$/;

/** A model's boxes, as they lie in each other. */
export interface Graph {
  readonly boxes: readonly BoxFacts[];
  readonly items: readonly Item[];
  /** All blocks, outer ones before those in them. */
  readonly blocks: readonly BlockItem[];
}

export function graphOf(boxes: readonly BoxFacts[]): Graph {
  const items = blocksOf(boxes);
  return { boxes, items, blocks: blocksIn(items) };
}

/** The item of this id. */
export function itemOf({ items, blocks }: Graph, id: string): Item | undefined {
  const all = [items, ...blocks.map(({ items }) => items)].flat();
  return all.find((item) => item.id === id);
}

/** The boxes in the blocks that the names of their layers tell: `block1.conv1` is in `block1`. */
export function blocksOf(boxes: readonly BoxFacts[]): readonly Item[] {
  const prefixes = new Set(boxes.flatMap(({ layers }) => layers.flatMap(prefixesOf)));
  const root: Draft = { id: "", items: [] };
  boxes.forEach((box, i) => {
    const [name] = box.layers as [string];
    // The sum at the end of `residual1` has the name of its block.
    const path = [...prefixesOf(name), ...(prefixes.has(name) ? [name] : [])];
    const blocks = path.filter((prefix) => !pathName.test(lastPart(prefix)));
    const parent = blocks.reduce(blockIn, root);
    parent.items.push({ kind: "box", id: `box-${i}`, box });
  });
  return root.items.map(finished);
}

interface Draft {
  readonly id: string;
  readonly items: (BoxItem | Draft)[];
}

function blockIn(parent: Draft, id: string): Draft {
  const known = parent.items.find((item): item is Draft => !("box" in item) && item.id === id);
  if (known) return known;
  const made: Draft = { id, items: [] };
  parent.items.push(made);
  return made;
}

/** A block of one is no block. */
function finished(draft: BoxItem | Draft): Item {
  if ("box" in draft) return draft;
  const items = draft.items.map(finished);
  return items.length === 1 ? items[0]! : { kind: "block", id: draft.id, items };
}

/** `a.b.c` is in `a` and in `a.b`. */
function prefixesOf(name: string): string[] {
  const parts = name.split(".");
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join("."));
}

/** What a name ends with: `conv1` of `block1.conv1`. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

/** The boxes in an item, in order. */
export function boxesIn(item: Item): readonly BoxFacts[] {
  return item.kind === "box" ? [item.box] : item.items.flatMap(boxesIn);
}

/** All blocks in items, outer ones before those in them. */
export function blocksIn(items: readonly Item[]): BlockItem[] {
  return items.flatMap((item) => (item.kind === "box" ? [] : [item, ...blocksIn(item.items)]));
}

/** The blocks to open at first: as many levels as fit into so many boxes. */
export function openAtFirst(items: readonly Item[], most: number): ReadonlySet<string> {
  const open = new Set<string>();
  let level: readonly Item[] = items;
  let shown = items.length;
  for (;;) {
    const blocks = level.filter((item): item is BlockItem => item.kind === "block");
    const more = blocks.reduce((sum, { items }) => sum + items.length - 1, 0);
    if (blocks.length === 0 || shown + more > most) return open;
    for (const { id } of blocks) open.add(id);
    shown += more;
    level = blocks.flatMap(({ items }) => items);
  }
}
