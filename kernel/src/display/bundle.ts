import { inspect } from "node:util";
import { displayMethod } from "./own-display.js";

export { displaySymbol } from "./own-display.js";

/**
 * The MIME bundle that shows `value`, as JSON; undefined when there is nothing to show. A promise
 * only if a method of the value with which it shows itself gives one. Never throws.
 */
export function bundleOf(value: unknown): string | undefined | Promise<string | undefined> {
  if (value === undefined) return undefined;
  if (isSmall(value)) return toJson({ "text/plain": inspect(value) });
  const own = displayMethod(value);
  if (own === undefined) return ordinary(value);
  try {
    const shown = own.call(value);
    return shown instanceof Promise
      ? shown.then(finish).catch((error: unknown) => failed(value, error))
      : finish(shown);
  } catch (error) {
    return failed(value, error);
  }
}

/** A bundle as JSON, with bytes in base64, typed arrays as arrays and big integers as numbers. */
export function toJson(bundle: object): string {
  return JSON.stringify(bundle, function (this: Record<string, unknown>, key, given: unknown) {
    // A buffer has been made an object by its `toJSON` before it comes here.
    const value = ArrayBuffer.isView(this[key]) ? this[key] : given;
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

/** Whether a value is shown as text alone, without the code that shows others. */
function isSmall(value: unknown): boolean {
  if (typeof value === "string") return value.length <= 200 && !value.includes("\n");
  return (typeof value !== "object" && typeof value !== "function") || value === null;
}

// A value that has drawn itself elsewhere, such as a training run, gives no format.
function finish(bundle: unknown): string | undefined {
  return Object.keys(bundle ?? {}).length > 0 ? toJson(bundle as object) : undefined;
}

function ordinary(value: unknown): string | Promise<string> {
  // Most cells of most notebooks need none of it.
  const { richBundle } = require("./rich.js") as typeof import("./rich.js");
  const bundle = richBundle(value);
  return bundle instanceof Promise ? bundle.then(toJson) : toJson(bundle);
}

/** Shows a value whose own display method threw, and what that was. */
function failed(value: unknown, error: unknown): string {
  const { textOf } = require("./text.js") as typeof import("./text.js");
  const text = `${textOf(value)}\nIts display method failed: ${textOf(error)}`;
  return toJson({ "text/plain": text });
}
