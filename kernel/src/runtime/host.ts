const key = Symbol.for("rosenblatt.kernel");

/** Adds to what libraries find at `globalThis[Symbol.for("rosenblatt.kernel")]`. */
export function addToHost(members: object): void {
  const host = (globalThis as Record<symbol, unknown>)[key] ?? {};
  const value = Object.assign(host, members);
  Object.defineProperty(globalThis, key, { value, writable: true, configurable: true });
}
