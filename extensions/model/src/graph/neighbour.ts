import type { PlacedItem } from "./layout.js";

export type Direction = "up" | "down" | "left" | "right";

/** The nearest item in a direction, for arrow keys; what lies straight ahead before what is aside. */
export function neighbour(
  items: readonly PlacedItem[],
  from: PlacedItem,
  direction: Direction,
): PlacedItem | undefined {
  const vertical = direction === "up" || direction === "down";
  const sign = direction === "down" || direction === "right" ? 1 : -1;
  const start = anchorOf(from);
  let best: { item: PlacedItem; distance: number } | undefined;
  for (const item of items) {
    if (item === from) continue;
    const { x, y } = anchorOf(item);
    const ahead = sign * (vertical ? y - start.y : x - start.x);
    const aside = Math.abs(vertical ? x - start.x : y - start.y);
    if (ahead < 4 || (!vertical && aside > 60)) continue;
    const distance = ahead + 2 * aside;
    if (!best || distance < best.distance) best = { item, distance };
  }
  return best?.item;
}

/** A frame is met at its title. */
function anchorOf({ x, y, width, height, open }: PlacedItem) {
  return { x: x + width / 2, y: open ? y + 10 : y + height / 2 };
}
