import type { Known } from "./notebook-variables.js";
import type { CellOrigin, Child, Children, Path, Summary, Variable } from "./protocol.js";

export const columns = ["name", "type", "value", "memory", "cell"] as const;
export type Column = (typeof columns)[number];

/** How the table is arranged. */
export interface Arrangement {
  readonly filter: string;
  readonly sort: Column;
  readonly descending: boolean;
  /** Whether functions, classes and imported modules are shown. */
  readonly functions: boolean;
}

/** A line of the table: a value, or `rest`, the children that are not there yet. */
export interface Row {
  readonly key: string;
  readonly name: string;
  /** 1 for a name of the session. */
  readonly level: number;
  readonly type: string;
  readonly summary?: Summary;
  readonly path?: Path;
  readonly cell?: CellOrigin;
  /** Where an object is open, or closed. */
  readonly open?: boolean;
  readonly rest?: { readonly of: Path; readonly from: number; readonly count: number };
}

/** What keeps the children of a path. */
export function keyOf(path: Path): string {
  return JSON.stringify(path);
}

/** The lines of the table; `open` has the children of what is open. */
export function rowsOf(
  { variables, types }: Pick<Known, "variables" | "types">,
  { arrangement, open }: { arrangement: Arrangement; open: ReadonlyMap<string, Children> },
): Row[] {
  const { filter, functions, sort, descending } = arrangement;
  const wanted = filter.trim().toLowerCase();
  const top = [...variables.values()]
    .filter(({ kind }) => functions || (kind !== "function" && kind !== "module"))
    .map((variable): Row => rowOf(variable, types))
    .filter(({ name, type }) => `${name}\n${type}`.toLowerCase().includes(wanted));
  const sign = descending ? -1 : 1;
  top.sort((one, other) => sign * orders[sort](one, other) || orders.name(one, other));
  return top.flatMap((row) => withChildren(row, open));
}

function rowOf(variable: Variable, types: ReadonlyMap<string, string>): Row {
  const { name, cell } = variable;
  const type = types.get(name) ?? variable.type;
  const path: Path = [name];
  return { key: keyOf(path), name, level: 1, type, summary: variable, path, ...(cell && { cell }) };
}

function withChildren(row: Row, open: ReadonlyMap<string, Children>): Row[] {
  const { path, summary, level } = row;
  if (!path || !summary?.opens) return [row];
  const found = open.get(row.key);
  if (found === undefined) return [{ ...row, open: false }];
  const rows = found.children.map(
    (child, index): Row => childRow(child, { path, index, level: level + 1 }),
  );
  const below = rows.flatMap((child) => withChildren(child, open));
  const rest = found.total - found.children.length;
  const last: Row[] =
    rest > 0
      ? [
          {
            key: `${row.key}+`,
            name: "",
            level: level + 1,
            type: "",
            rest: { of: path, from: found.children.length, count: rest },
          },
        ]
      : [];
  return [{ ...row, open: true }, ...below, ...last];
}

function childRow(
  child: Child,
  { path, index, level }: { path: Path; index: number; level: number },
): Row {
  const { name, type, step } = child;
  const own: Path | undefined = step === undefined ? undefined : [...path, step];
  const key = own ? keyOf(own) : `${keyOf(path)}#${index}`;
  return { key, name, level, type, summary: child, ...(own && { path: own }) };
}

const orders: Readonly<Record<Column, (one: Row, other: Row) => number>> = {
  name: (one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }),
  type: (one, other) => one.type.localeCompare(other.type),
  value: (one, other) =>
    (one.summary?.value ?? "").localeCompare(other.summary?.value ?? "", undefined, {
      numeric: true,
    }),
  memory: (one, other) => (one.summary?.bytes ?? -1) - (other.summary?.bytes ?? -1),
  cell: (one, other) => (one.cell?.count ?? 0) - (other.cell?.count ?? 0),
};
