import { always } from "./always.js";

/** Something that sends what it has gathered. */
interface Held {
  flush(): void;
}

let depth = 0;
const held = new Set<Held>();

/**
 * Runs `work`, and sends the changes that it makes to widgets only at its end: one message a
 * widget, so that front ends see them together.
 *
 * @example
 * const range = slider(5, { min: 0, max: 10 });
 * hold(() => {
 *   range.max = 200;
 *   range.value = 150;
 * });
 */
export function hold<T>(work: () => T): T {
  depth++;
  return always(work, () => {
    if (--depth === 0) release();
  });
}

/** Whether sending waits for the end of a `hold`, which will ask for it. */
export function holding(one: Held): boolean {
  if (depth > 0) held.add(one);
  return depth > 0;
}

function release(): void {
  const waiting = [...held];
  held.clear();
  for (const one of waiting) one.flush();
}
