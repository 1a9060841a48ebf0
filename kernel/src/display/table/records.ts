import { inspect } from "node:util";
import { isDate, isProxy } from "node:util/types";
import { method, property } from "../values/descriptors.js";

/** Rows with named columns, of which only those that are shown are asked for. */
export interface Records {
  readonly count: number;
  readonly columns: readonly string[];
  row(index: number): unknown;
}

/** Rows that are looked at to tell whether a list is a table. */
const looked = 100;
/** Columns above which it is not. */
const widest = 100;

/** The columns of a list of like records, or of like short lists; undefined of any other. */
export function recordsIn(list: readonly unknown[]): Records | undefined {
  if (list.length < 2) return undefined;
  const rows: object[] = [];
  for (let index = 0; index < Math.min(list.length, looked); index++) {
    const row: unknown = property(list, index)?.value;
    if (!isRecord(row)) return undefined;
    rows.push(row);
  }
  const columns = columnsOf(rows);
  if (columns.length === 0 || columns.length > widest) return undefined;
  return isEven(rows, columns) ? recordsOf(list, columns) : undefined;
}

/** The elements of a list as rows. */
export function recordsOf(list: readonly unknown[], columns: readonly string[]): Records {
  return { count: list.length, columns, row: (index) => property(list, index)?.value };
}

/** The names of the fields of rows, in the order in which they first appear. */
export function columnsOf(rows: readonly object[]): string[] {
  const names = new Set<string>();
  for (const row of rows) for (const key of Object.keys(row)) names.add(key);
  return [...names];
}

/** What a row has in a column, without running a getter. */
export function cellOf(row: unknown, column: string): unknown {
  return typeof row === "object" && row !== null ? property(row, column)?.value : undefined;
}

function isRecord(value: unknown): value is object {
  if (typeof value !== "object" || value === null || isProxy(value)) return false;
  if (Array.isArray(value)) return value.length > 0 && value.length <= 50;
  if (method(value, inspect.custom)) return false;
  return Object.keys(value).length > 0;
}

/** Whether most cells are there, and hold something that fits into a cell. */
function isEven(rows: readonly object[], columns: readonly string[]): boolean {
  let [there, simple] = [0, 0];
  for (const row of rows) {
    for (const column of columns) {
      const cell = property(row, column);
      if (cell === undefined) continue;
      if (!("value" in cell)) return false;
      there++;
      if (isSimple(cell.value)) simple++;
    }
  }
  const all = rows.length * columns.length;
  return there >= all * 0.5 && simple >= there * 0.6;
}

function isSimple(value: unknown): boolean {
  return typeof value !== "object" || value === null || isDate(value);
}
