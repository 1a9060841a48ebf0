/** Rows of numbers, one after the other. */
export interface Rows {
  readonly values: Float64Array;
  /** How many numbers a row has. */
  readonly size: number;
  /** How many rows there are. */
  readonly length: number;
}

/**
 * A copy of rows of numbers as one array.
 * @throws RangeError unless there are at least two, of one length, of finite numbers.
 */
export function rowsOf(rows: readonly ArrayLike<number>[], doing: string): Rows {
  const size = rows[0]?.length ?? 0;
  const odd = rows.findIndex((row) => row.length !== size);
  if (rows.length < 2 || size === 0 || odd >= 0) {
    const got =
      odd >= 0
        ? `row ${odd} of ${rows[odd]!.length} numbers after rows of ${size}`
        : `${rows.length} rows of ${size} numbers`;
    throw new RangeError(
      `Cannot ${doing}: it needs at least two rows of numbers, all of one length, got ${got}`,
    );
  }
  const values = new Float64Array(size * rows.length);
  for (const [i, row] of rows.entries()) values.set(row, i * size);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(
      `Cannot ${doing}: it needs finite numbers, got ${values[bad]} in row ${Math.floor(bad / size)}`,
    );
  }
  return { values, size, length: rows.length };
}
