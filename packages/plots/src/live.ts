import { randomUUID } from "node:crypto";
import { plotlyMime, withoutStill } from "./bundle.js";
import { bundleOf } from "./displayable.js";
import { currentHost } from "./host.js";

/** An output that is patched in place. */
export interface Live {
  readonly id: string;
  /** Shows a newer value: a displayable value, a bundle, or a function that makes one when sent. */
  update(value: unknown): void;
  /** Shows the last value at once: the one given, else the one that still waits. */
  end(value?: unknown): void;
}

/**
 * An output that is added by the first `update()` and patched by the following ones, at most once
 * in `interval` milliseconds. What comes in between waits, and only the newest of it is sent. A
 * figure has its static picture at the end alone.
 *
 * @example
 * const view = live();
 * for (const count of [1, 2, 3]) view.update(line({ count: Array.from({ length: count + 1 }, (_, i) => i) }));
 * view.end();
 */
export function live({
  id = randomUUID(),
  interval = 250,
}: {
  id?: string;
  interval?: number;
} = {}): Live {
  let waiting: { value: unknown } | undefined;
  let newest: { value: unknown } | undefined;
  /** What was sent last was a figure without its picture. */
  let bare = false;
  let timer: NodeJS.Timeout | undefined;
  let sentAt: number | undefined;

  function send(last: boolean): void {
    clearTimeout(timer);
    timer = undefined;
    if (last && bare) waiting ??= newest;
    if (waiting) {
      newest = waiting;
      const { value } = waiting;
      waiting = undefined;
      const update = sentAt !== undefined;
      sentAt = performance.now();
      const bundle = bundleOf(typeof value === "function" ? value() : value);
      bare = !last && plotlyMime in bundle;
      currentHost().display(bare ? withoutStill(bundle) : bundle, { id, update, last });
    }
  }

  return {
    id,
    update(value) {
      waiting = { value };
      const rest = sentAt === undefined ? 0 : sentAt + interval - performance.now();
      if (rest <= 0) {
        send(false);
      } else {
        timer ??= setTimeout(send, rest, false);
      }
    },
    end(value) {
      if (value !== undefined) {
        waiting = { value };
      }
      send(true);
    },
  };
}
