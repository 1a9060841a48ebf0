import { basename } from "node:path";
import { ready } from "@rosenblatt/engine";
import { CsvError, parse } from "csv-parse/sync";
import { DataFileError } from "../data-file-error.js";
import type { Dataset } from "../dataset.js";
import { Split } from "../split.js";
import { type DivideOptions, ownDataset } from "./own.js";
import { readWhole } from "./read-whole.js";

/** How a table is read, and divided. */
export interface CsvOptions extends DivideOptions {
  /** The column to predict. */
  target: string;
  /** The columns to predict it from, in this order; all others, when left out. */
  features?: readonly string[];
  /** Columns of categories: each category becomes a feature, 1 or 0. */
  categories?: readonly string[];
  /** The classes in order, by name; by alphabet, when left out and `target` holds text. */
  classes?: readonly string[];
  delimiter?: string;
  /** What stands for a missing value, beside nothing. */
  missing?: readonly string[];
}

interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

const limit = 512e6;

/**
 * Your own table: a line of names, then a line an example. Features are numbers; a target of numbers
 * is predicted as such, one of text is a class. Rows with a missing value are left out, and counted
 * in `dropped`.
 *
 * @example
 * const data = await csv("penguins.csv", { target: "species", categories: ["island"] });
 * @throws DataFileError, with the line, when the file is broken or a cell is no number; RangeError
 *   for a column that is not there.
 */
export async function csv(
  path: string,
  {
    target,
    features,
    categories = [],
    classes,
    delimiter = ",",
    missing = ["NA", "NaN", "nan", "?"],
    test = 0.2,
    seed = 1,
  }: CsvOptions,
): Promise<Dataset<readonly [number], readonly string[]>> {
  await ready();
  const bytes = await readWhole(path, { limit });
  const { header, rows } = parsed(bytes, { path, delimiter });
  const names = features ?? header.filter((name) => name !== target);
  const columns = new Map(header.map((name, i) => [name, i]));
  checkColumns([target, ...names, ...categories], { columns, path });
  const needed = [target, ...names].map((name) => columns.get(name)!);
  const gap = (cell: string) => cell === "" || missing.includes(cell);
  const whole = rows.filter(({ cells }) => needed.every((column) => !gap(cells[column]!)));
  if (whole.length === 0) {
    throw new DataFileError(`Cannot read ${path}: no line of it has all of the values`);
  }
  const read = { rows: whole, columns, path };
  const inputs = featuresOf(read, { names, categories });
  const all = new Split({
    shape: [inputs.names.length] as const,
    features: inputs.names,
    inputs: inputs.values,
    ...targetOf(read, { target, classes }),
  });
  return ownDataset(basename(path), all, { test, seed, dropped: rows.length - whole.length });
}

interface Table {
  readonly rows: readonly Row[];
  readonly columns: ReadonlyMap<string, number>;
  readonly path: string;
}

function parsed(bytes: Uint8Array, { path, delimiter }: { path: string; delimiter: string }) {
  const records = recordsOf(bytes, { path, delimiter });
  const [first, ...rest] = records;
  if (first === undefined) {
    throw new DataFileError(`Cannot read ${path}: it is empty; it needs a line of names`);
  }
  const header = first.cells;
  const twice = header.find((name, i) => header.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new DataFileError(`Cannot read ${path}: two columns are named ${JSON.stringify(twice)}`);
  }
  return { header, rows: rest };
}

function recordsOf(
  bytes: Uint8Array,
  { path, delimiter }: { path: string; delimiter: string },
): Row[] {
  try {
    const options = { bom: true, delimiter, trim: true, info: true, skip_empty_lines: true };
    const found = parse(Buffer.from(bytes), { ...options, max_record_size: 1e6 }) as unknown as {
      record: string[];
      info: { lines: number };
    }[];
    return found.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) {
      throw error;
    }
    const where = error.lines === undefined ? "" : `, line ${error.lines}`;
    throw new DataFileError(`Cannot read ${path}${where}: ${error.message}`, { cause: error });
  }
}

function checkColumns(
  names: readonly string[],
  { columns, path }: { columns: ReadonlyMap<string, number>; path: string },
): void {
  const wrong = names.find((name) => !columns.has(name));
  if (wrong !== undefined) {
    throw new RangeError(
      `Cannot read column ${JSON.stringify(wrong)} of ${path}: it has ${[...columns.keys()].join(", ")}`,
    );
  }
}

/** Features row by row, with a column for each category. */
function featuresOf(
  table: Table,
  { names, categories }: { names: readonly string[]; categories: readonly string[] },
) {
  const parts = names.map((name) => {
    const column = table.columns.get(name)!;
    if (!categories.includes(name)) {
      return { names: [name], of: (row: Row) => [numberIn(row, { column, name, table })] };
    }
    const kinds = [...new Set(table.rows.map(({ cells }) => cells[column]!))].sort();
    return {
      names: kinds.map((kind) => `${name} ${kind}`),
      of: (row: Row) => kinds.map((kind) => Number(row.cells[column] === kind)),
    };
  });
  const all = parts.flatMap((part) => part.names);
  const values = new Float32Array(table.rows.length * all.length);
  table.rows.forEach((row, i) => {
    values.set(
      parts.flatMap((part) => part.of(row)),
      i * all.length,
    );
  });
  return { names: all, values };
}

function targetOf(
  table: Table,
  { target, classes }: { target: string; classes: readonly string[] | undefined },
) {
  const column = table.columns.get(target)!;
  const cells = table.rows.map(({ cells }) => cells[column]!);
  if (classes === undefined && cells.every((cell) => Number.isFinite(Number(cell)))) {
    const numbers = Float32Array.from(cells, Number);
    return { classes: [] as string[], labels: numbers, target: { name: target, unit: "" } };
  }
  const known = classes ?? [...new Set(cells)].sort();
  const numbered = new Map(known.map((name, i) => [name, i]));
  const labels = Int32Array.from(table.rows, ({ cells, line }) => {
    const label = numbered.get(cells[column]!);
    if (label === undefined) {
      throw new DataFileError(
        `Cannot read ${table.path}, line ${line}: ${target} must be one of ` +
          `${known.join(", ")}, got ${JSON.stringify(cells[column])}`,
      );
    }
    return label;
  });
  return { classes: known, labels };
}

function numberIn(
  { cells, line }: Row,
  { column, name, table }: { column: number; name: string; table: Table },
): number {
  const value = Number(cells[column]);
  if (!Number.isFinite(value)) {
    throw new DataFileError(
      `Cannot read ${table.path}, line ${line}: ${name} must be a number, ` +
        `got ${JSON.stringify(cells[column])}; name it in categories, or leave it out of features`,
    );
  }
  return value;
}
