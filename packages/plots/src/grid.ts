/** Answers once for each of many points of a plane. */
export type PlaneFunction = (points: readonly [x: number, y: number][]) => ArrayLike<number>;

/** Values over a plane: `z[row][column]` is at `y[row]`, `x[column]`. */
export interface Grid {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly (readonly number[])[];
}

/** So many numbers, evenly from the first to the last. */
export function evenly([from, to]: readonly [number, number], count: number): number[] {
  const step = (to - from) / (count - 1);
  return Array.from({ length: count }, (_, i) => Number((from + i * step).toPrecision(6)));
}

/**
 * Asks a function about every point of a grid, all at once.
 * @throws RangeError when it does not answer once for each point.
 */
export function ask(
  answer: PlaneFunction,
  { x, y, drawing }: { x: readonly number[]; y: readonly number[]; drawing: string },
): Grid {
  const points = y.flatMap((b) => x.map((a): [number, number] => [a, b]));
  const answers = Array.from(answer(points), Number);
  if (answers.length !== points.length) {
    throw new RangeError(
      `Cannot draw the ${drawing}: its function needs to answer once for each of ` +
        `${points.length} points, got ${answers.length} answers; write (grid) => grid.map((p) => …)`,
    );
  }
  return { x, y, z: y.map((_, row) => answers.slice(row * x.length, (row + 1) * x.length)) };
}

/** A figure with the numbers that it draws. */
export function withGrid<F extends object>(drawn: F, { x, y, z }: Grid): F & Grid {
  const shown = (value: unknown) => ({ value, enumerable: true });
  return Object.defineProperties(drawn, { x: shown(x), y: shown(y), z: shown(z) }) as F & Grid;
}
