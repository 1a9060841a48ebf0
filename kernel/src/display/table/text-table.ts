import type { Limits } from "../limits.js";
import { type Column, readyColumns } from "./columns.js";
import type { Records } from "./records.js";

/** Characters of a column in a terminal. */
const widest = 32;
/** Rows in a terminal. */
const tallest = 60;

/** Records as lines of text for a terminal. */
export function textTable(records: Records, { entries }: Limits): string {
  const count = Math.min(records.count, entries > 1_000 ? entries : tallest);
  const columns = readyColumns(records, count);
  const index = String(Math.max(0, count - 1)).length;
  const head = columns.map((column) => padded(column, column.name)).join("  ");
  const lines = [`${" ".repeat(index)}  ${head}`];
  for (let row = 0; row < count; row++) {
    const cells = columns.map((column) => padded(column, column.texts[row] ?? ""));
    lines.push(`${String(row).padStart(index)}  ${cells.join("  ")}`);
  }
  const rest = records.count - count;
  if (rest > 0) lines.push(`… ${rest} more rows; display.full(value) shows all`);
  return lines.map((line) => line.trimEnd()).join("\n");
}

function padded({ width, isNumeric }: Column, text: string): string {
  const room = Math.min(width, widest);
  const shown = text.length > room ? `${text.slice(0, room - 1)}…` : text;
  return isNumeric ? shown.padStart(room) : shown.padEnd(room);
}
