import { inspect } from "node:util";

/** The symbol of the method with which a value shows itself, as in Deno. */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display") as never;

/**
 * The MIME bundle that shows `value`, as JSON; undefined when there is nothing to show. A promise
 * only if the value's own display method gives one. Throws what that method throws.
 */
export function bundleOf(value: unknown): string | undefined | Promise<string | undefined> {
  if (value === undefined) return undefined;
  const own = displayMethod(value);
  if (own === undefined) return toJson({ "text/plain": textOf(value) });
  const shown = own.call(value);
  // A value that has drawn itself elsewhere, such as a training run, gives no format.
  const finish = (bundle: unknown): string | undefined =>
    Object.keys(bundle ?? {}).length > 0 ? toJson(bundle as object) : undefined;
  return shown instanceof Promise ? shown.then(finish) : finish(shown);
}

/** A bundle as JSON, with bytes in base64, typed arrays as arrays and big integers as numbers. */
export function toJson(bundle: object): string {
  return JSON.stringify(bundle, (_key, value: unknown) => {
    if (value instanceof Uint8Array) {
      return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64");
    }
    if (ArrayBuffer.isView(value)) return Array.from(value as Float32Array);
    return typeof value === "bigint" ? Number(value) : value;
  });
}

/** Whether a value has a display method of its own. */
export function showsItself(value: unknown): boolean {
  return displayMethod(value) !== undefined;
}

function displayMethod(value: unknown): (() => unknown) | undefined {
  if ((typeof value !== "object" && typeof value !== "function") || value === null)
    return undefined;
  const method = (value as Record<symbol, unknown>)[displaySymbol];
  return typeof method === "function" ? (method as () => unknown) : undefined;
}

function textOf(value: unknown): string {
  return inspect(value, { colors: false });
}
