import { isNativeError } from "node:util/types";
import { span } from "../html/escape.js";
import { folded } from "../html/page.js";
import type { Limits } from "../limits.js";
import { isSecretEntry } from "../secrets.js";
import { property } from "./descriptors.js";
import { type Entry, entriesOf, isAccessor } from "./entries.js";
import { safeLeaf, titleOf } from "./leaf.js";
import { keyText } from "./preview.js";

/** Errors behind errors that are shown. */
const deepest = 8;

/** An error that is a value: what it says, where it was made, its causes and its errors. */
export function errorView(error: object, limits: Limits): string {
  return view(error, { left: limits.characters, above: [] });
}

/** What an error has beside its message, for a tree. */
export function* errorRows(error: object): Generator<Entry> {
  for (const entry of entriesOf(error)) {
    if (!isAccessor(entry)) yield entry;
  }
}

interface Place {
  readonly left: number;
  readonly above: readonly object[];
  readonly label?: string;
}

function view(error: object, { left, above, label = "" }: Place): string {
  const title = `${label}${span("error", titleOf(error).slice(0, left / 4))}`;
  if (above.includes(error) || above.length >= deepest) return `<div class="rb-row">${title}</div>`;
  const below = { left: left / 4, above: [...above, error] };
  const parts = [stack(error, left / 4), ...details(error)];
  const errors: unknown = property(error, "errors")?.value;
  for (const [index, inner] of Array.isArray(errors) ? errors.slice(0, 20).entries() : []) {
    parts.push(nested(inner, { ...below, left: below.left / 20, label: `errors[${index}]: ` }));
  }
  const cause = property(error, "cause");
  if (cause) parts.push(nested(cause.value, { ...below, label: "caused by " }));
  return folded(title, parts.join(""), true);
}

function nested(value: unknown, place: Place): string {
  const isError = typeof value === "object" && value !== null && property(value, "stack");
  if (isError) return view(value, place);
  return `<div class="rb-row">${place.label}${safeLeaf("", value)}</div>`;
}

/** The lines of a stack that name a place. */
function stack(error: object, room: number): string {
  const text = stackOf(error);
  if (typeof text !== "string") return "";
  const places = text.split("\n").filter((line) => /^\s+at /.test(line));
  if (places.length === 0) return "";
  const lines = places.map((line) => line.trim()).join("\n");
  return `<pre>${span("muted", lines.slice(0, room))}</pre>`;
}

/** Newer engines keep an error's stack behind a getter of their own. */
function stackOf(error: object): unknown {
  return isNativeError(error) ? error.stack : property(error, "stack")?.value;
}

const known = new Set<unknown>(["stack", "message", "name", "cause", "errors"]);

/** Properties that were put on the error, such as `code`. */
function details(error: object): string[] {
  const rows: string[] = [];
  for (const entry of entriesOf(error)) {
    const { key, value } = entry;
    if (known.has(key) || isAccessor(entry) || rows.length > 50) continue;
    const shown = isSecretEntry(key, value) ? safeLeaf(key, value) : safeLeaf("", value);
    rows.push(`<div class="rb-row">${span("key", keyText(key))}: ${shown}</div>`);
  }
  return rows;
}
