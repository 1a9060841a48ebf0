import { escapeHtml, pageFont } from "./html.js";

/**
 * Cells, each a `<td>`, in rows of so many, as HTML: a table, because its cells stay in place where
 * a page strips all styles.
 */
export function cellTable(
  cells: readonly string[],
  { across, title }: { across: number; title: string | undefined },
): string {
  const rows = Array.from({ length: Math.ceil(cells.length / across) }, (_, row) => {
    const own = cells.slice(row * across, (row + 1) * across).join("");
    return `<tr style="background:none">${own}</tr>`;
  });
  const heading =
    title === undefined
      ? ""
      : `<caption style="text-align:left;font-weight:600">${escapeHtml(title)}</caption>`;
  return (
    `<table style="${pageFont};border:0;border-collapse:collapse;margin:0;width:auto">` +
    `${heading}${rows.join("")}</table>`
  );
}
