import { inspect } from "node:util";
import {
  isAnyArrayBuffer,
  isDate,
  isNativeError,
  isPromise,
  isProxy,
  isRegExp,
} from "node:util/types";
import { escapeHtml, span } from "../html/escape.js";
import { folded } from "../html/page.js";
import { type Limits, more, usual } from "../limits.js";
import { isSecretEntry } from "../secrets.js";
import { isPlain, method } from "./descriptors.js";
import { countOf, type Entry, entriesOf, isAccessor, methodsOf } from "./entries.js";
import { errorRows } from "./error.js";
import { leaf, safeLeaf } from "./leaf.js";
import { isWhole, keyText, preview } from "./preview.js";

/** Entries that are shown before the rest folds away. */
const first = 20;
/** Entries in one fold. */
const block = 100;
/** Characters below which no further object is opened. */
const least = 300;

/** An object as HTML that opens and closes without a script; within limits, cycles included. */
export function tree(
  value: object,
  limits: Limits = usual,
  { open = !isWhole(value) } = {},
): string {
  return new Tree(limits).node("", value, { allowance: limits.characters, above: [], open });
}

interface Place {
  /** Characters that may be spent. */
  readonly allowance: number;
  /** The objects in which this one lies. */
  readonly above: readonly object[];
  readonly open?: boolean;
}

class Tree {
  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** A row that opens if there is something in the value. */
  node(label: string, value: unknown, { allowance, above, open = false }: Place): string {
    if (typeof value === "string" && value.length > 160 && allowance > least) {
      return longString(label, value, allowance);
    }
    if (!opens(value)) return row(`${label}${leaf(value)}`);
    if (above.includes(value)) return row(`${label}${span("muted", "[Circular]")}`);
    const head = `${label}<span class="rb-preview">${headOf(value)}</span>`;
    const left = allowance - head.length;
    if (left < least || above.length >= this.#limits.depth) return row(head);
    const inside = this.#inside(value, { allowance: left, above: [...above, value] });
    return inside === "" ? row(head) : folded(head, inside, open);
  }

  #inside(value: object, place: Place): string {
    const total = countOf(value);
    let left = place.allowance;
    let rows: string[] = [];
    const parts: string[] = [];
    let done = 0;
    for (const entry of isNativeError(value) ? errorRows(value) : entriesOf(value)) {
      if (left < least || done >= this.#limits.entries) break;
      if (rows.length === (parts.length === 0 ? first : block) && total > first + 5) {
        parts.push(part(rows, done));
        rows = [];
      }
      const waiting = Math.max(1, Math.min(total, block) - done);
      const share = { ...place, allowance: Math.max(least, left / waiting) };
      rows.push(this.#entry(entry, share));
      left -= rows.at(-1)!.length;
      done++;
    }
    parts.push(part(rows, done));
    const methods = isPlain(value) || Array.isArray(value) ? [] : methodsOf(value);
    if (methods.length > 0) parts.push(row(span("muted", methodText(methods))));
    if (done < total) parts.push(row(span("muted", more(total - done, "entries"))));
    return parts.join("");
  }

  #entry(entry: Entry, place: Place): string {
    const { key, kind, value } = entry;
    if (kind === "empty") return row(`${span("muted", `${key}: empty`)}`);
    if (isAccessor(entry)) {
      return row(`${span("key", keyText(key))}: ${span("muted", "accessor, not called")}`);
    }
    if (isSecretEntry(key, value)) return row(`${labelOf(key, kind)}${safeLeaf(key, value)}`);
    if (kind === "pair" && opens(key)) return this.#pair(key, value, place);
    return this.node(labelOf(key, kind), value, place);
  }

  #pair(key: object, value: unknown, place: Place): string {
    const half = { ...place, allowance: place.allowance / 2 };
    return this.node("key ", key, half) + this.node("&nbsp;→ ", value, half);
  }
}

/** Whether there is something to see inside of a value. */
function opens(value: unknown): value is object {
  if (typeof value !== "object" || value === null || isProxy(value)) return false;
  if (isDate(value) || isRegExp(value) || isPromise(value) || value instanceof URL) return false;
  if (ArrayBuffer.isView(value) || isAnyArrayBuffer(value)) return false;
  return method(value, inspect.custom) === undefined;
}

function headOf(value: object): string {
  return isNativeError(value) ? leaf(value) : preview(value);
}

function labelOf(key: unknown, kind: Entry["kind"]): string {
  if (kind === "item") return "";
  if (kind === "index") return `${span("muted", String(key))}: `;
  if (kind === "pair") return `${leaf(key, 60)} → `;
  return `${span(kind === "hidden" ? "muted" : "key", keyText(key))}: `;
}

function row(html: string): string {
  return `<div class="rb-row">${html}</div>`;
}

/** Rows as they are if they are the first, else folded. */
function part(rows: readonly string[], end: number): string {
  const start = end - rows.length;
  if (start === 0 || rows.length === 0) return rows.join("");
  return folded(span("muted", `${start} … ${end - 1}`), rows.join(""));
}

function methodText(names: readonly string[]): string {
  const shown = names.slice(0, 30);
  return `methods: ${shown.join(", ")}${names.length > 30 ? ", …" : ""}`;
}

function longString(label: string, text: string, allowance: number): string {
  const shown = text.slice(0, Math.floor(allowance / 2));
  const rest = text.length - shown.length;
  const note = rest > 0 ? span("muted", more(rest, "characters")) : "";
  return folded(`${label}${leaf(text, 80)}`, `<pre>${escapeHtml(shown)}</pre>${note}`);
}
