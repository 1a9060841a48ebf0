import { inspect } from "node:util";

const internal = /^(async_id_symbol|trigger_async_id_symbol|kResourceStore)$/;

/**
 * Keeps what Node before 24 notes on each promise, to track asynchronous context, out of what the
 * user sees of it.
 */
export function tidyPromises(): void {
  Object.defineProperty(Promise.prototype, inspect.custom, {
    configurable: true,
    writable: true,
    value(this: Promise<unknown>, depth: number, options: object, show: typeof inspect): string {
      for (const key of Object.getOwnPropertySymbols(this)) {
        if (!internal.test(key.description ?? "")) continue;
        Object.defineProperty(this, key, { enumerable: false });
      }
      return show(this, { ...options, depth, customInspect: false });
    },
  });
}
