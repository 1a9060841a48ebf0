import { inspect } from "node:util";
import { isDate } from "node:util/types";
import { hidden, isSecretEntry } from "../secrets.js";
import { className } from "../values/descriptors.js";
import { nameOf } from "../values/leaf.js";
import { columnFormat } from "../values/number-text.js";
import { cellOf, type Records } from "./records.js";

/** A column made ready to be shown: the text of each row, and what they have in common. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNumeric: boolean;
  readonly texts: readonly string[];
  /** Characters of its widest text, its name included. */
  readonly width: number;
}

/** Characters of a cell. */
const widest = 300;

/** The columns of the first `count` rows. */
export function readyColumns({ row, columns }: Records, count: number): Column[] {
  return columns.map((name) => {
    const values: unknown[] = [];
    for (let index = 0; index < count; index++) values.push(cellOf(row(index), name));
    return column(name, values);
  });
}

function column(name: string, values: readonly unknown[]): Column {
  const types = [...new Set(values.filter((value) => value != null).map(typeOf))];
  const numbers = values.filter((value) => typeof value === "number");
  const format = columnFormat(numbers);
  const texts = values.map((value) => {
    if (typeof value === "number") return format(value);
    return isSecretEntry(name, value) ? hidden : cellText(value);
  });
  const type = types.length > 3 ? "mixed" : types.join(" | ");
  const width = texts.reduce((most, text) => Math.max(most, text.length), name.length);
  const isNumeric = types.length > 0 && types.every((type) => /^(number|bigint)$/.test(type));
  return { name, type, isNumeric, texts, width };
}

function typeOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return typeof value;
  return className(value) || "object";
}

/** A cell's value on one line; an absent one as nothing. */
function cellText(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value.slice(0, widest).replace(/\s+/g, " ");
  if (typeof value !== "object" || value === null) return String(value).slice(0, widest);
  if (isDate(value)) return inspect(value).replace(/T00:00:00\.000Z$/, "");
  return className(value) === "Object" ? "{…}" : nameOf(value);
}
