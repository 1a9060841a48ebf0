import { setTimeout as sleep } from "node:timers/promises";
import type { Exchange } from "./kernel-client";

/** Milliseconds after which nothing is waited for any more: less than a test may take. */
const longest = 300_000;

type Found<T> = T | undefined | false;

/** Waits until `look` finds something, and gives it. */
export async function until<T>(look: () => Found<T> | Promise<Found<T>>): Promise<T> {
  const end = performance.now() + longest;
  while (performance.now() < end) {
    const found = await look();
    if (found) return found;
    await sleep(10);
  }
  throw new Error(`Waited in vain for ${look}`);
}

/** Waits until a cell has printed something. */
export async function printed({ published }: Pick<Exchange, "published">): Promise<void> {
  await until(() => published.some(({ type }) => type === "stream"));
}
