import type { Numbers } from "./notebook-variables.js";

/** Numbers as lines of comma-separated values. */
export function csvOf(numbers: Numbers): string {
  return rowsIn(numbers)
    .map((row) => row.join(","))
    .join("\n");
}

/** Numbers as a nested array of JavaScript; NaN and infinities as they are written there. */
export function arrayTextOf(numbers: Numbers): string {
  const rows = rowsIn(numbers).map((row) => `[${row.join(", ")}]`);
  return `[${rows.join(",\n ")}]`;
}

/** In as many digits as tell the number apart: a float32 has fewer. */
function rowsIn({ rows, columns, values, dtype }: Numbers): string[][] {
  const written = (value: number) =>
    String(dtype === "float32" && Number.isFinite(value) ? shortest(value) : value);
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => written(values[row * columns + column]!)),
  );
}

function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}
