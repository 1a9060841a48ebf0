import { inspect } from "node:util";
import { isPromise } from "node:util/types";
import { type Limits, more, usual } from "./limits.js";
import { narrowed } from "./narrow.js";
import { maskSecrets } from "./secrets.js";
import { forgetKeys } from "./values/keys.js";

/**
 * A value as a terminal shows it: as `util.inspect` does, without colours, within limits, and with
 * the secrets of the environment hidden. Never throws.
 */
export function textOf(value: unknown, limits: Limits = usual): string {
  forgetKeys();
  try {
    const text = limits === usual ? usualText(value) : fullText(value);
    const shown = typeof value === "string" ? text : maskSecrets(text);
    return cut(isPromise(value) ? explained(shown) : shown, limits);
  } catch (error) {
    return withoutHooks(value, error);
  }
}

/** The text of a value whose own inspection hook threw, or another part of it. */
function withoutHooks(value: unknown, error: unknown): string {
  try {
    return maskSecrets(inspect(value, { customInspect: false, depth: 0 }));
  } catch {
    return `[${typeof value} that cannot be shown: ${reasonOf(error)}]`;
  }
}

function usualText(value: unknown): string {
  const { value: shown, depth, finish } = narrowed(value);
  return finish(inspect(shown, { colors: false, depth }));
}

function fullText(value: unknown): string {
  const all = Number.POSITIVE_INFINITY;
  return inspect(value, { depth: all, maxArrayLength: all, maxStringLength: all });
}

function cut(text: string, { text: longest }: Limits): string {
  const rest = text.length - longest;
  return rest > 0 ? `${text.slice(0, longest)}\n${more(rest, "characters")}` : text;
}

function explained(text: string): string {
  return text.replace(/^(\S+ \{\s*)<pending>/, "$1<pending; await it>");
}

function reasonOf(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch {
    return "an unknown reason";
  }
}
