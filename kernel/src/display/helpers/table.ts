import { page } from "../html/page.js";
import { everything, type Limits } from "../limits.js";
import { cellOf, columnsOf, type Records, recordsOf } from "../table/records.js";
import { table as tableOf } from "../table/table.js";
import { textTable } from "../table/text-table.js";
import { type HelperOptions, type Shape, shape } from "./shape.js";

/** Rows as a table: records, lists, or an object of columns. */
export function table(source: object, options: HelperOptions): Shape {
  const { columns, rows = 1_000, title, metadata } = options;
  const all = recordsFrom(source);
  const names = Array.isArray(columns) ? columns.map(String) : all.columns;
  const records: Records = { ...all, columns: names };
  const limits: Limits = { ...everything, entries: Number(rows) };
  const heading = typeof title === "string" ? { title } : {};
  const html = page(tableOf(records, limits, heading));
  return shape("text/html", html, { text: textTable(records, limits), metadata });
}

/** The rows of whatever can be a table. */
function recordsFrom(source: object): Records {
  if (!(Symbol.iterator in source)) return columnwise(source);
  const list = Array.isArray(source) ? source : [...(source as Iterable<unknown>)];
  const start = list.slice(0, 1_000).map(asRow);
  const records = recordsOf(list, columnsOf(start));
  return { ...records, row: (index) => asRow(records.row(index)) };
}

function asRow(value: unknown): object {
  return typeof value === "object" && value !== null ? value : { value };
}

/** Turns `{ x: [1, 2], y: [3, 4] }` into rows; any other object has a row for each property. */
function columnwise(source: object): Records {
  const keys = Object.keys(source);
  const lists = keys.map((key) => cellOf(source, key));
  if (keys.length === 0 || !lists.every((list) => isList(list))) {
    const rows = keys.map((key, index) => ({ key, value: lists[index] }));
    return recordsOf(rows, ["key", "value"]);
  }
  const columns = lists as ArrayLike<unknown>[];
  const count = columns.reduce((most, list) => Math.max(most, list.length), 0);
  const row = (index: number): object =>
    Object.fromEntries(keys.map((key, column) => [key, columns[column]![index]]));
  return { count, columns: keys, row };
}

function isList(value: unknown): boolean {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
