import { type Displayable, displayable } from "./displayable.js";
import { escapeHtml, pageFont } from "./html.js";
import { numberText } from "./number-text.js";

/** What a cell of a table may hold. */
export type Cell = string | number | boolean | null | undefined;

/** Rows with named columns, which show themselves. */
export interface Table<R> extends Displayable {
  readonly rows: readonly R[];
  readonly columns: readonly string[];
}

/** How to draw a table. */
export interface TableOptions {
  /** Which columns, in this order; by default those of the first row. */
  columns?: readonly string[];
  title?: string;
}

/**
 * A table of rows, numbers flush right.
 *
 * @example
 * table([{ layers: 2, accuracy: 0.91 }, { layers: 3, accuracy: 0.93 }])
 */
export function table<R extends { readonly [column: string]: Cell }>(
  rows: readonly R[],
  { columns = Object.keys(rows[0] ?? {}), title }: TableOptions = {},
): Table<R> {
  return displayable({ rows, columns }, () => {
    const numeric = columns.map((column) => rows.every((row) => typeof row[column] === "number"));
    const texts = columns.map((column) => columnTexts(rows.map((row) => row[column])));
    const cells = rows.map((_, i) => texts.map((own) => own[i]!));
    const drawn = { cells, columns, numeric, title };
    return { "text/html": tableHtml(drawn), "text/plain": tableText(drawn) };
  });
}

interface Drawn {
  readonly cells: readonly (readonly string[])[];
  readonly columns: readonly string[];
  readonly numeric: readonly boolean[];
  readonly title: string | undefined;
}

/** Numbers that are written out have as many digits after the point as the one with most. */
function columnTexts(values: readonly Cell[]): string[] {
  const texts = values.map((value) =>
    typeof value === "number" ? numberText(value) : String(value ?? ""),
  );
  const digits = (text: string) => /^-?\d+(?:\.(\d+))?$/.exec(text)?.[1]?.length ?? 0;
  const numbers = values.every((value, i) => typeof value === "number" && !/[eN]/.test(texts[i]!));
  const most = Math.max(0, ...texts.map(digits));
  return numbers && most <= 4 ? texts.map((text) => Number(text).toFixed(most)) : texts;
}

function tableHtml({ cells, columns, numeric, title }: Drawn): string {
  const side = (i: number) => `style="text-align:${numeric[i] ? "right" : "left"}"`;
  const row = (tag: string, values: readonly string[]) =>
    `<tr>${values.map((v, i) => `<${tag} ${side(i)}>${escapeHtml(v)}</${tag}>`).join("")}</tr>`;
  const caption =
    title === undefined
      ? ""
      : `<caption style="text-align:left;font-weight:600">${escapeHtml(title)}</caption>`;
  return (
    `<table style="${pageFont};margin:0;width:auto">${caption}` +
    `<thead>${row("th", columns)}</thead>` +
    `<tbody>${cells.map((values) => row("td", values)).join("")}</tbody></table>`
  );
}

function tableText({ cells, columns, numeric, title }: Drawn): string {
  const widths = columns.map((name, i) => Math.max(name.length, ...cells.map((c) => c[i]!.length)));
  const line = (values: readonly string[]) =>
    values
      .map((v, i) => (numeric[i] ? v.padStart(widths[i]!) : v.padEnd(widths[i]!)))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [...(title === undefined ? [] : [title]), line(columns), rule, ...cells.map(line)].join(
    "\n",
  );
}
