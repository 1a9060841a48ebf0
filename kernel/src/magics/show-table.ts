import { escapeHtml } from "../display/html/escape.js";

/** A table as a MIME bundle: HTML for notebooks, aligned text for terminals. */
export function tableBundle(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): { readonly "text/html": string; readonly "text/plain": string } {
  const line = (tag: string, cells: readonly string[]): string =>
    `<tr>${cells.map((text) => `<${tag} ${style}>${escapeHtml(text)}</${tag}>`).join("")}</tr>`;
  const html = [
    `<table><thead>${line("th", head)}</thead>`,
    `<tbody>${rows.map((row) => line("td", row)).join("")}</tbody></table>`,
  ];
  return { "text/html": html.join(""), "text/plain": alignedText([head, ...rows]) };
}

const style = 'style="text-align:left;vertical-align:top;white-space:pre-wrap"';

function alignedText(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((text) => text.replace(/\s*\n\s*/g, " ")));
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const lines = cells.map((row) => row.map((text, column) => text.padEnd(widths[column]!)));
  return lines.map((row) => row.join("  ").trimEnd()).join("\n");
}
