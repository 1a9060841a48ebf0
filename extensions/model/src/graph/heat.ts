import type { LayerFacts, Times } from "../protocol.js";
import { boxesIn, type Item } from "./blocks.js";

/** What may colour the graph. */
export type Measure = "parameters" | "multAdds" | "time";

/** The amounts of a model's layers, by name. */
export type Amounts = ReadonlyMap<string, number>;

/** What each layer has of a measure; undefined for times that were not measured yet. */
export function amountsOf(
  measure: Measure,
  layers: readonly LayerFacts[],
  times: Times | undefined,
): Amounts | undefined {
  if (measure !== "time") return new Map(layers.map((layer) => [layer.name, layer[measure]]));
  return times && new Map(Object.entries(times.milliseconds));
}

/** What all layers of an item have together, each counted once. */
export function amountIn(item: Item, amounts: Amounts): number {
  const names = new Set(boxesIn(item).flatMap(({ layers }) => layers));
  return [...names].reduce((sum, name) => sum + (amounts.get(name) ?? 0), 0);
}

/** How strongly an amount is coloured, from 0 to 1; roots, so that small ones are seen beside large. */
export function strength(amount: number, largest: number): number {
  return largest > 0 ? Math.sqrt(Math.max(0, amount) / largest) : 0;
}

/** An amount in few characters: `48.1 k`, `0.42 ms`. */
export function amountText(amount: number, measure: Measure): string {
  if (measure === "time") return `${amount < 10 ? amount.toFixed(2) : amount.toFixed(0)} ms`;
  if (amount < 1000) return String(amount);
  const [scale, unit] = amount >= 1e9 ? [1e9, "G"] : amount >= 1e6 ? [1e6, "M"] : [1e3, "k"];
  return `${Number((amount / scale).toPrecision(3))} ${unit}`;
}
