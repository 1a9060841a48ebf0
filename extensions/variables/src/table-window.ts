/** Pixels of a line and of a column. */
export const cellSize = { height: 24, width: 92 } as const;
/** Rows that can be scrolled at once: a page of the browser has its limits. */
export const rowsTogether = 100_000;
/** Rows and columns that are fetched together. */
const step = { rows: 50, columns: 20 } as const;

/** What part of a table is fetched: whole steps around what is seen. */
export interface TableWindow {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** What one sees of a table, in pixels. */
export interface Seen {
  readonly scrollTop: number;
  readonly scrollLeft: number;
  readonly clientHeight: number;
  readonly clientWidth: number;
}

/** The window around what is seen of so many rows and columns. */
export function windowAround(
  { scrollTop, scrollLeft, clientHeight, clientWidth }: Seen,
  { rows, columns }: { rows: number; columns: number },
): TableWindow {
  const [top, bottom] = around(scrollTop / cellSize.height, clientHeight / cellSize.height, {
    most: rows,
    step: step.rows,
  });
  const [left, right] = around(scrollLeft / cellSize.width, clientWidth / cellSize.width, {
    most: columns,
    step: step.columns,
  });
  return { top, bottom, left, right };
}

function around(first: number, length: number, { most, step }: { most: number; step: number }) {
  const start = Math.max(0, Math.floor(first / step) * step);
  const end = Math.min(most, Math.ceil((first + length + 1) / step) * step);
  return [Math.min(start, Math.max(0, most - 1)), Math.max(1, end)] as const;
}
