import type { TranslationBundle } from "@jupyterlab/translation";
import { boxesIn, type Item, lastPart } from "../graph/blocks.js";
import { textWidth } from "../graph/layout.js";

/** What is written on an item. */
export interface NodeText {
  readonly title: string;
  /** What is done to its numbers after it. */
  readonly followers: string;
  readonly name: string;
}

export function nodeText(item: Item, trans: TranslationBundle): NodeText {
  if (item.kind === "block") {
    const layers = new Set(boxesIn(item).flatMap(({ layers }) => layers));
    return {
      title: lastPart(item.id),
      followers: "",
      name: trans._n("%1 layer", "%1 layers", layers.size),
    };
  }
  const { label, followers, layers } = item.box;
  return { title: label, followers: followers.join(" · "), name: lastPart(layers[0]!) };
}

/** Whether an item is drawn as a small pill: a sum or a product. */
export function isPill(item: Item): boolean {
  return item.kind === "box" && item.box.kind === "merge" && item.box.label.length === 1;
}

/** The room that a folded item needs. */
export function sizeOf(item: Item, trans: TranslationBundle): { width: number; height: number } {
  const { title, followers, name } = nodeText(item, trans);
  const first = textWidth(title, 14.5) + textWidth(followers ? `  ${followers}` : "", 12);
  if (isPill(item)) return { width: followers ? first + 30 : 34, height: 30 };
  const toggle = item.kind === "block" ? 24 : 0;
  const second = textWidth(`${name}  117.6 k`, 11.5);
  return { width: Math.max(148, first + 30 + toggle, second + 30), height: 46 };
}
