import type { DisplayOptions } from "./display.js";

/** What a library finds at `globalThis[Symbol.for("rosenblatt.kernel")]`. */
export interface KernelHost {
  /** Shows a MIME bundle; bytes are sent as base64. */
  display(bundle: object, options?: DisplayOptions): void;
  /** Shows a MIME bundle in the client's pager when the running cell ends, from line `start` on. */
  page(bundle: object, options?: { start?: number }): void;
  /** Puts text into the next cell, or with `replace` into this one, when the running cell ends. */
  setNextInput(text: string, options?: { replace?: boolean }): void;
}

const name = Symbol.for("rosenblatt.kernel");

/** Adds to what libraries find there. */
export function extendHost(members: Partial<KernelHost>): void {
  const host = (globalThis as Record<symbol, unknown>)[name];
  const value = Object.assign(host ?? {}, members);
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}
