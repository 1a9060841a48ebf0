import { escapeHtml, span } from "../html/escape.js";
import { folded } from "../html/page.js";
import { type Limits, more } from "../limits.js";
import { entriesOf, isAccessor, methodsOf } from "./entries.js";
import { safeLeaf } from "./leaf.js";
import { keyText } from "./preview.js";
import { signatureOf, sourceOf } from "./signature.js";

const usualKeys = new Set<unknown>(["length", "name", "prototype", "arguments", "caller"]);

/** A function or a class: its head, what was put on it, and its source to unfold. */
export function functionView(value: object, { characters }: Limits): string {
  const rows: string[] = [];
  const prototype: unknown = Object.getOwnPropertyDescriptor(value, "prototype")?.value;
  if (typeof prototype === "object" && prototype !== null) {
    const methods = methodsOf(Object.create(prototype));
    if (methods.length > 0) rows.push(row(span("muted", `methods: ${methods.join(", ")}`)));
  }
  for (const entry of entriesOf(value)) {
    const { key, value: member } = entry;
    if (usualKeys.has(key) || isAccessor(entry) || rows.length > 100) continue;
    rows.push(row(`${span("key", keyText(key))}: ${safeLeaf(key, member)}`));
  }
  const source = sourceOf(value);
  if (!/\{ \[native code\] \}$/.test(source)) rows.push(sourceView(source, characters));
  const head = span("name", signatureOf(value));
  return rows.length > 0 ? folded(head, rows.join("")) : head;
}

function row(html: string): string {
  return `<div class="rb-row">${html}</div>`;
}

function sourceView(source: string, characters: number): string {
  const shown = source.slice(0, characters / 2);
  const rest = source.length - shown.length;
  const note = rest > 0 ? span("muted", more(rest, "characters")) : "";
  return `<pre>${escapeHtml(shown)}</pre>${note}`;
}
