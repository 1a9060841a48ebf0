import { inspect } from "node:util";
import { type Bundle, isBundle } from "./bundle.js";
import { currentHost } from "./host.js";

/** The method by which a value shows itself, shared with Deno's kernel. */
export const jupyterDisplay: unique symbol = Symbol.for("Jupyter.display") as never;

/** A value that knows how it is shown. */
export interface Displayable {
  [jupyterDisplay](): Bundle;
}

/**
 * Makes a value show itself as `bundle(value)`: in the kernels that know the protocol through
 * `Symbol.for("Jupyter.display")`, and where the last expression of a cell is only logged (tslab)
 * through Node's hook for `console.log`, which otherwise prints the bundle's text.
 *
 * @example
 * const temperature = displayable({ celsius: 21 }, ({ celsius }) => ({ "text/html": `<b>${celsius} °C</b>` }));
 * temperature
 */
export function displayable<T extends object>(
  value: T,
  bundle: (value: T) => Bundle,
): T & Displayable {
  const hidden = { enumerable: false, configurable: true };
  Object.defineProperty(value, jupyterDisplay, { ...hidden, value: () => bundle(value) });
  Object.defineProperty(value, inspect.custom, {
    ...hidden,
    value: (depth: number, options: { depth?: number }) => inspected(bundle(value), depth, options),
  });
  return value as T & Displayable;
}

/**
 * What a client is to show for any value: its own bundle, itself when it is one, else its text.
 *
 * @example
 * bundleOf(table([{ layers: 2 }]))["text/html"];
 */
export function bundleOf(value: unknown): Bundle {
  const method = (value as Partial<Displayable> | null | undefined)?.[jupyterDisplay];
  if (typeof method === "function") {
    return method.call(value);
  }
  return isBundle(value) ? value : { "text/plain": asText(value) };
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : inspect(value);
}

function inspected(bundle: Bundle, depth: number, options: { depth?: number }): string {
  const text = String(bundle["text/plain"] ?? "");
  const host = currentHost();
  if (host.name !== "tslab") {
    return text;
  }
  // Only what is logged by itself is shown: inside another value it stays a line of text.
  if (depth === options.depth) {
    host.display(bundle, {});
  }
  return text.split("\n", 1)[0] ?? "";
}
