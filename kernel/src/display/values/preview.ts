import { isSet } from "node:util/types";
import { escapeHtml } from "../html/escape.js";
import { isPlain } from "./descriptors.js";
import { type Entry, entriesOf } from "./entries.js";
import { leaf, nameOf, safeLeaf } from "./leaf.js";

/** Characters of an object on one line. */
const widest = 76;
/** Characters of a string in it. */
const room = 32;

/** The beginning of an object on one line, in colour. */
export function preview(value: object): string {
  return start(value).html;
}

/** Whether all there is of an object is on its one line. */
export function isWhole(value: object): boolean {
  return start(value).whole;
}

function start(value: object): { html: string; whole: boolean } {
  const list = Array.isArray(value) || isSet(value);
  const [open, close] = list ? ["[", "]"] : ["{", "}"];
  const parts: string[] = [];
  let width = 0;
  let whole = true;
  for (const entry of entriesOf(value)) {
    if (entry.kind === "inherited" || entry.kind === "hidden") continue;
    const part = previewOf(entry);
    width += part.replace(/<[^>]*>/g, "").length + 2;
    const isLong = width > widest && parts.length > 0;
    if (isLong || (typeof entry.value === "object" && entry.value !== null)) whole = false;
    parts.push(isLong ? "…" : part);
    if (isLong) break;
  }
  const name = isPlain(value) ? "" : `<span class="rb-muted">${escapeHtml(nameOf(value))}</span> `;
  return { html: `${name}${open}${parts.join(", ")}${close}`, whole };
}

function previewOf({ key, kind, value }: Entry): string {
  if (kind === "empty") return '<span class="rb-muted">empty</span>';
  if (kind === "index" || kind === "item") return leaf(value, room);
  if (kind === "pair") return `${leaf(key, room)} → ${safeLeaf(key, value, room)}`;
  const name = escapeHtml(keyText(key).slice(0, 2 * room));
  if (kind === "accessor") return `${name}: <span class="rb-muted">(…)</span>`;
  return `${name}: ${safeLeaf(key, value, room)}`;
}

/** A property's name as one would write it. */
export function keyText(key: unknown): string {
  if (typeof key === "symbol") return `[${key.toString()}]`;
  const text = String(key);
  return /^[\w$]+$/.test(text) ? text : JSON.stringify(text);
}
