import { escapeHtml, span } from "../html/escape.js";
import { type Limits, more } from "../limits.js";
import { type Column, readyColumns } from "./columns.js";
import type { Records } from "./records.js";

/** Rows that are shown before the rest folds away. */
const first = 20;
/** Rows in one fold. */
const fold = 100;
/** Characters of a column on the page. */
const widest = 44;

/** What is said above a table and below it. */
export interface TableOptions {
  readonly title?: string;
}

/** Records as an HTML table; its first rows, and further ones to unfold. */
export function table(records: Records, limits: Limits, { title }: TableOptions = {}): string {
  const total = records.count;
  const columns = readyColumns(records, shownRows(records, limits));
  const count = columns[0]?.texts.length ?? 0;
  const start = count <= first + 10 ? count : first;
  const parts = [caption(records, title), rows(columns, { from: 0, to: start, count })];
  let left = limits.characters - parts.join("").length;
  let from = start;
  while (from < count && left > 0) {
    const to = Math.min(from + fold, count);
    const label = span("muted", `rows ${from} … ${to - 1}`);
    // Not indented, so that the columns stand below those of the first rows.
    const block = rows(columns, { from, to, count });
    parts.push(`<details><summary>${label}</summary>${block}</details>`);
    left -= parts.at(-1)!.length;
    from = to;
  }
  if (from < total) parts.push(`<div>${span("muted", more(total - from, "rows"))}</div>`);
  return parts.join("");
}

/** As many rows as may fit, told from the number of columns alone. */
function shownRows({ count, columns }: Records, { entries, characters }: Limits): number {
  const fitting = Math.floor(characters / (20 * (columns.length + 1)));
  return Math.min(count, entries, Math.max(first, fitting));
}

function caption({ count, columns }: Records, title = ""): string {
  const size = `${count.toLocaleString("en")} rows × ${columns.length} columns`;
  return `<div>${title ? `<b>${escapeHtml(title)}</b> ` : ""}${span("muted", size)}</div>`;
}

interface Part {
  readonly from: number;
  readonly to: number;
  /** Rows of all parts, which have their first column in common. */
  readonly count: number;
}

function rows(columns: readonly Column[], { from, to, count }: Part): string {
  const index = String(count - 1).length + 3;
  const widths = [index, ...columns.map(widthOf)];
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const cols = widths.map((width) => `<col style="width:${width}ch">`).join("");
  const head =
    from === 0 ? `<thead><tr><th></th>${columns.map(heading).join("")}</tr></thead>` : "";
  const lines: string[] = [];
  for (let row = from; row < to; row++) {
    lines.push(`<tr><td class="rb-index">${row}</td>${columns.map(cell(row)).join("")}</tr>`);
  }
  return (
    `<table class="rb-table" style="width:${whole}ch"><colgroup>${cols}</colgroup>` +
    `${head}<tbody>${lines.join("")}</tbody></table>`
  );
}

/** The type stands under the name, in smaller letters. */
function widthOf({ width, type }: Column): number {
  return Math.min(Math.max(width, Math.min(type.length, 24) * 0.85), widest) + 3;
}

function heading({ name, type, isNumeric }: Column): string {
  const side = isNumeric ? ' class="rb-right"' : "";
  return `<th${side}>${escapeHtml(name)}<small>${escapeHtml(type)}</small></th>`;
}

function cell(row: number): (column: Column) => string {
  return ({ texts, isNumeric }) => {
    const text = texts[row] ?? "";
    const side = isNumeric ? ' class="rb-right"' : "";
    const title = text.length > widest ? ` title="${escapeHtml(text)}"` : "";
    return `<td${side}${title}>${escapeHtml(text)}</td>`;
  };
}
