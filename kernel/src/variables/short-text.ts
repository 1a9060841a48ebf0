import { inspect } from "node:util";
import {
  isDate,
  isModuleNamespaceObject,
  isNativeError,
  isPromise,
  isProxy,
  isRegExp,
  isSet,
} from "node:util/types";
import { hidden, isSecretEntry } from "../display/secrets.js";
import { className, isPlain } from "../display/values/descriptors.js";
import { type Entry, entriesOf } from "../display/values/entries.js";
import { nameOf, titleOf } from "../display/values/leaf.js";
import { signatureOf } from "../display/values/signature.js";

/** Characters of a value in a row. */
const widest = 120;
/** Characters of a string inside an object. */
const narrow = 40;

/** A value in one short line, secrets of the environment hidden. No code of the user runs. */
export function shortText(value: unknown, key?: unknown): string {
  if (isSecretEntry(key, value)) return hidden;
  if (typeof value === "string") return quoted(value, widest);
  const isOpen = typeof value === "object" && value !== null && !isProxy(value);
  return isOpen ? cut(objectText(value)) : cut(leafText(value));
}

/** The name of a property as one would write it. */
export function keyText(key: unknown): string {
  if (typeof key === "symbol") return `[${key.toString()}]`;
  return typeof key === "object" || typeof key === "function" ? leafText(key) : String(key);
}

function objectText(value: object): string {
  const told = titleOfObject(value);
  if (told !== undefined) return told;
  const list = Array.isArray(value) || isSet(value);
  const [open, close] = list ? ["[", "]"] : ["{", "}"];
  const parts: string[] = [];
  let width = 0;
  const isOwn = isPlain(value);
  for (const entry of entriesOf(value)) {
    if (entry.kind === "hidden" || entry.kind === "inherited") continue;
    // What a class keeps to itself says little.
    if (!isOwn && String(entry.key).startsWith("_")) continue;
    const part = entryText(entry);
    width += part.length + 2;
    parts.push(width > widest ? "…" : part);
    if (width > widest) break;
  }
  return `${open}${parts.join(", ")}${close}`;
}

/** What says more of an object than its properties do. */
function titleOfObject(value: object): string | undefined {
  if (isDate(value))
    return Number.isNaN(Date.prototype.getTime.call(value))
      ? "Invalid Date"
      : Date.prototype.toISOString.call(value);
  if (isRegExp(value)) return RegExp.prototype.toString.call(value);
  if (isPromise(value)) return inspect(value, { depth: -1 });
  if (isNativeError(value)) return titleOf(value);
  if (isModuleNamespaceObject(value)) return "module";
  return undefined;
}

function entryText({ key, kind, value }: Entry): string {
  if (kind === "empty") return "empty";
  if (kind === "accessor") return `${keyText(key)}: (…)`;
  if (isSecretEntry(key, value)) return `${keyText(key)}: ${hidden}`;
  const text = typeof value === "string" ? quoted(value, narrow) : leafText(value);
  if (kind === "index" || kind === "item") return text;
  return kind === "pair" ? `${leafText(key)} → ${text}` : `${keyText(key)}: ${text}`;
}

/** A primitive, or the name of anything else. */
function leafText(value: unknown): string {
  if (typeof value === "string") return quoted(value, narrow);
  if (typeof value === "number" || typeof value === "bigint") return cut(inspect(value));
  if (typeof value === "symbol") return value.toString();
  if (isProxy(value)) return "Proxy";
  if (typeof value === "function") return signatureOf(value);
  if (typeof value !== "object" || value === null) return String(value);
  return isPlain(value) ? "{…}" : (titleOfObject(value) ?? (nameOf(value) || className(value)));
}

function quoted(text: string, room: number): string {
  const shown = inspect(text.slice(0, room), { breakLength: Number.POSITIVE_INFINITY });
  return text.length > room ? `${shown}… ${text.length - room} more` : shown;
}

function cut(text: string): string {
  const line = text.slice(0, 2 * widest).replace(/\s+/g, " ");
  return line.length > widest || text.length > 2 * widest ? `${line.slice(0, widest)}…` : line;
}
