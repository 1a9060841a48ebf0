import { page } from "../html/page.js";
import { everything, type Limits } from "../limits.js";
import { cellOf, columnsOf, type Records } from "../table/records.js";
import { table as tableOf } from "../table/table.js";
import { textTable } from "../table/text-table.js";
import { type HelperOptions, type Shape, shape } from "./shape.js";

/** Rows as a table: records, lists, or an object of columns. */
export function table(source: object, options: HelperOptions): Shape {
  const { columns, rows = 1_000, title, metadata } = options;
  const all = rowsIn(source);
  const names = Array.isArray(columns) ? columns.map(String) : columnsOf(all.slice(0, 1_000));
  const records: Records = { rows: all, columns: names };
  const limits: Limits = { ...everything, entries: Number(rows) };
  const heading = typeof title === "string" ? { title } : {};
  const html = page(tableOf(records, limits, heading));
  return shape("text/html", html, { text: textTable(records, limits), metadata });
}

/** The rows of whatever can be a table. */
function rowsIn(source: object): object[] {
  const list = Symbol.iterator in source ? [...(source as Iterable<unknown>)] : columnwise(source);
  return list.map((row) => (typeof row === "object" && row !== null ? row : { value: row }));
}

/** Turns `{ x: [1, 2], y: [3, 4] }` into rows; any other object has a row for each property. */
function columnwise(source: object): object[] {
  const keys = Object.keys(source);
  const lists = keys.map((key) => cellOf(source, key));
  const isColumns = keys.length > 0 && lists.every((list) => isList(list));
  if (!isColumns) return keys.map((key) => ({ key, value: cellOf(source, key) }));
  const columns = lists as ArrayLike<unknown>[];
  const length = columns.reduce((most, list) => Math.max(most, list.length), 0);
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(keys.map((key, column) => [key, columns[column]![row]])),
  );
}

function isList(value: unknown): boolean {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
