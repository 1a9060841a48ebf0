import type { TranslationBundle } from "@jupyterlab/translation";
import { type KeyboardEvent, type ReactElement, useRef, useState } from "react";
import type { Arrangement, Column, Row } from "./rows.js";
import { type RowActions, VariableRow } from "./variable-row.js";

interface VariablesTableProps extends RowActions {
  readonly rows: readonly Row[];
  readonly arrangement: Arrangement;
  readonly arrange: (part: Partial<Arrangement>) => void;
  readonly trans: TranslationBundle;
}

/** The variables, a line each; arrows move, Enter opens, Ctrl+Enter goes to the cell, columns sort. */
export function VariablesTable({
  rows,
  arrangement,
  arrange,
  trans,
  ...actions
}: VariablesTableProps): ReactElement {
  const grid = useRef<HTMLTableElement>(null);
  const [current, setCurrent] = useState<string>();
  const found = rows.findIndex(({ key }) => key === current);
  const at = Math.max(0, found);
  const moveTo = (index: number) => {
    const key = rows[Math.min(rows.length - 1, Math.max(0, index))]?.key;
    const line = [...(grid.current?.querySelectorAll<HTMLElement>("[data-key]") ?? [])].find(
      (one) => one.dataset.key === key,
    );
    line?.focus();
  };
  const press = (event: KeyboardEvent, row: Row) => {
    const act = keys[event.ctrlKey || event.metaKey ? `Control+${event.key}` : event.key];
    if (!act || event.target !== event.currentTarget) return;
    event.preventDefault();
    event.stopPropagation();
    act({ row, rows, at, moveTo, ...actions });
  };
  return (
    <table
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that opens is a treegrid
      role="treegrid"
      className="rosenblatt-Variables-table"
      aria-label={trans.__("Variables")}
      ref={grid}
    >
      <thead>
        <Header arrangement={arrangement} arrange={arrange} trans={trans} />
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <VariableRow
            key={row.key}
            row={row}
            isCurrent={index === at}
            onFocus={() => setCurrent(row.key)}
            onKeyDown={(event) => press(event, row)}
            trans={trans}
            {...actions}
          />
        ))}
      </tbody>
    </table>
  );
}

interface Press extends RowActions {
  readonly row: Row;
  readonly rows: readonly Row[];
  readonly at: number;
  readonly moveTo: (index: number) => void;
}

/** What keys do, as in any tree. */
const keys: Readonly<Record<string, (press: Press) => void>> = {
  ArrowDown: ({ at, moveTo }) => moveTo(at + 1),
  ArrowUp: ({ at, moveTo }) => moveTo(at - 1),
  Home: ({ moveTo }) => moveTo(0),
  End: ({ rows, moveTo }) => moveTo(rows.length - 1),
  Enter: ({ row, open }) => open(row),
  " ": ({ row, open }) => open(row),
  "Control+Enter": ({ row, reveal }) => row.cell && reveal(row.cell),
  ArrowRight: ({ row, at, open, moveTo }) => (row.open === false ? open(row) : moveTo(at + 1)),
  ArrowLeft: ({ row, rows, at, open, moveTo }) => {
    if (row.open) return open(row);
    const above = rows.slice(0, at).map(({ level }) => level);
    moveTo(above.lastIndexOf(row.level - 1));
  },
};

function Header({
  arrangement: { sort, descending },
  arrange,
  trans,
}: Pick<VariablesTableProps, "arrangement" | "arrange" | "trans">): ReactElement {
  const columns: Record<Column, string> = {
    name: trans.__("Name"),
    type: trans.__("Type"),
    value: trans.__("Value"),
    memory: trans.__("Memory"),
    cell: trans.__("Cell"),
  };
  return (
    <tr>
      {(Object.keys(columns) as Column[]).map((column) => (
        <th
          key={column}
          className={`rosenblatt-Variables-${column}`}
          aria-sort={sort === column ? (descending ? "descending" : "ascending") : "none"}
        >
          <button
            type="button"
            onClick={() => arrange({ sort: column, descending: sort === column && !descending })}
          >
            {columns[column]}
            <span aria-hidden="true">{sort === column ? (descending ? " ▾" : " ▴") : ""}</span>
          </button>
        </th>
      ))}
    </tr>
  );
}
