import { type ReactElement, useLayoutEffect, useRef, useState } from "react";
import type { Numbers } from "./notebook-variables.js";
import { countText, numberText } from "./number-text.js";
import { Problem } from "./problem.js";
import { arrayTextOf, csvOf } from "./slice-text.js";
import { cellSize, rowsTogether, type TableWindow, windowAround } from "./table-window.js";
import { useAnswer } from "./use-answer.js";
import type { Viewed } from "./viewed.js";
import { Waiting } from "./waiting.js";

/** Numbers that are copied at once. */
const copied = 1 << 20;

/** The numbers of a slice themselves; only those in view are fetched. */
export function TableView(props: Viewed): ReactElement {
  const { variables, path, shape, slice, version, trans } = props;
  const [page, setPage] = useState(0);
  const all = shape[slice.rows]!;
  const columns = slice.columns === undefined ? 1 : shape[slice.columns]!;
  const first = page * rowsTogether;
  const rows = Math.min(rowsTogether, all - first);
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<TableWindow>({ top: 0, bottom: 1, left: 0, right: 1 });
  const look = () => {
    if (place.current) setSeen(windowAround(place.current, { rows, columns }));
  };
  useLayoutEffect(() => {
    const resized = new ResizeObserver(look);
    resized.observe(place.current!);
    look();
    return () => resized.disconnect();
  }, [rows, columns]);
  const ask = ({ top, bottom, left, right }: TableWindow) =>
    variables.page({
      path,
      at: slice.at,
      rows: { axis: slice.rows, start: first + top, end: first + bottom },
      ...(slice.columns !== undefined && {
        columns: { axis: slice.columns, start: left, end: right },
      }),
    });
  const { value, problem, waiting } = useAnswer(
    async () => ({ window: seen, numbers: await ask(seen) }),
    JSON.stringify([slice, seen, first, version]),
  );
  if (problem !== undefined) return <Problem text={problem} />;
  return (
    <div className="rosenblatt-Tensor-view" aria-busy={waiting}>
      <div className="rosenblatt-Tensor-options">
        <Copying {...props} rows={all} columns={columns} />
        {all > rowsTogether && (
          <span className="rosenblatt-Tensor-position">
            <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
              {trans.__("Previous")}
            </button>
            {trans.__(
              "Rows %1 to %2 of %3",
              countText(first),
              countText(first + rows - 1),
              countText(all),
            )}
            <button type="button" disabled={first + rows >= all} onClick={() => setPage(page + 1)}>
              {trans.__("Next")}
            </button>
          </span>
        )}
      </div>
      {!value && <Waiting trans={trans} />}
      <section
        className="rosenblatt-Tensor-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll what has the focus
        tabIndex={0}
        ref={place}
        onScroll={look}
        aria-label={trans.__("Table of %1", path.join("."))}
      >
        <div
          style={{ height: (rows + 1) * cellSize.height, width: (columns + 1) * cellSize.width }}
        >
          {value && <Cells {...props} {...value} first={first} />}
        </div>
      </section>
    </div>
  );
}

interface CellsProps extends Viewed {
  readonly window: TableWindow;
  readonly numbers: Numbers;
  readonly first: number;
}

/** The part of the table that is there, where it belongs; tinted by how large the numbers are. */
function Cells({ window, numbers, first, statistics, trans }: CellsProps): ReactElement {
  const { top, left } = window;
  const bound = Math.max(Math.abs(statistics?.min ?? 0), Math.abs(statistics?.max ?? 0)) || 1;
  const columns = Array.from({ length: numbers.columns }, (_, index) => left + index);
  return (
    <table
      style={{
        top: top * cellSize.height,
        left: left * cellSize.width,
        width: (columns.length + 1) * cellSize.width,
      }}
    >
      <thead>
        <tr>
          <th aria-label={trans.__("row")} />
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: numbers.rows }, (_, row) => (
          <tr key={row}>
            <th scope="row">{first + top + row}</th>
            {columns.map((column, index) => {
              const value = numbers.values[row * numbers.columns + index]!;
              return (
                <td key={column} style={tint(value / bound)}>
                  {numberText(value, 5)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function tint(share: number) {
  if (!Number.isFinite(share) || share === 0) return undefined;
  const color = share > 0 ? "var(--jp-brand-color1)" : "var(--jp-warn-color1)";
  const strength = Math.round(Math.min(1, Math.abs(share)) * 30);
  return { background: `color-mix(in srgb, ${color} ${strength}%, transparent)` };
}

/** Copies the whole slice. */
function Copying(props: Viewed & { rows: number; columns: number }): ReactElement {
  const { variables, path, slice, rows, columns, trans } = props;
  const [said, setSaid] = useState("");
  const copy = async (write: (numbers: Numbers) => string) => {
    try {
      const numbers = await variables.page({
        path,
        at: slice.at,
        rows: { axis: slice.rows, start: 0, end: rows },
        ...(slice.columns !== undefined && {
          columns: { axis: slice.columns, start: 0, end: columns },
        }),
      });
      await navigator.clipboard.writeText(write(numbers));
      setSaid(
        trans._n(
          "Copied %2 × %3 number.",
          "Copied %2 × %3 numbers.",
          rows * columns,
          rows,
          columns,
        ),
      );
    } catch (error) {
      setSaid((error as Error).message);
    }
  };
  const isTooMuch = rows * columns > copied;
  const title = isTooMuch ? trans.__("More than %1 numbers", countText(copied)) : undefined;
  return (
    <>
      <button type="button" disabled={isTooMuch} title={title} onClick={() => void copy(csvOf)}>
        {trans.__("Copy as CSV")}
      </button>
      <button
        type="button"
        disabled={isTooMuch}
        title={title}
        onClick={() => void copy(arrayTextOf)}
      >
        {trans.__("Copy as Array")}
      </button>
      <span role="status">{said}</span>
    </>
  );
}
