/** Points as lists of numbers, or examples that have them, such as a split of a data set. */
export type PointsLike =
  | readonly ArrayLike<number>[]
  | { readonly length: number; at(i: number): { readonly input: ArrayLike<number> } };

/** Points as rows of equal length. */
export type Rows = readonly Float64Array[];

/**
 * Copies of points as rows.
 * @throws RangeError when there are none, they differ in length, or hold what is no number.
 */
export function rowsOf(points: PointsLike, { to, size }: { to: string; size?: number }): Rows {
  const rows = Array.from({ length: points.length }, (_, i) =>
    Float64Array.from(inputAt(points, i)),
  );
  if (rows.length === 0) throw new RangeError(`Cannot ${to} without points: got none; give some`);
  const wanted = size ?? rows[0]!.length;
  rows.forEach((row, i) => {
    if (row.length !== wanted || wanted === 0) {
      throw new RangeError(
        `Cannot ${to}: each point needs ${wanted || "some"} numbers, point ${i} has ${row.length}`,
      );
    }
    const wrong = row.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) {
      throw new RangeError(
        `Cannot ${to}: points need finite numbers, point ${i} has ${row[wrong]} at ${wrong}; ` +
          "leave it out or fill it in first",
      );
    }
  });
  return rows;
}

function inputAt(points: PointsLike, i: number): ArrayLike<number> {
  return Array.isArray(points)
    ? (points[i] as ArrayLike<number>)
    : (points as { at(i: number): { readonly input: ArrayLike<number> } }).at(i).input;
}

/** Refuses a count that is not from 1 to the largest that makes sense. */
export function checkUpTo(
  to: string,
  { name, value, most, of }: { name: string; value: number; most: number; of: string },
): void {
  if (!(Number.isInteger(value) && value >= 1 && value <= most)) {
    throw new RangeError(
      `Cannot ${to} with ${name} = ${value}: it must be a whole number from 1 to ${most}, ` +
        `the number of ${of}`,
    );
  }
}

/** The squared distance of two points. */
export function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
}

/** Which of some rows is nearest to a point, the first of several, and its squared distance. */
export function nearest(point: ArrayLike<number>, rows: Rows): { index: number; distance: number } {
  let [index, distance] = [0, Number.POSITIVE_INFINITY];
  rows.forEach((row, i) => {
    const d = squaredDistance(point, row);
    if (d < distance) [index, distance] = [i, d];
  });
  return { index, distance };
}

/** The means of the columns. */
export function meanOf(rows: Rows): Float64Array {
  const mean = new Float64Array(rows[0]!.length);
  for (const row of rows) for (let i = 0; i < mean.length; i++) mean[i]! += row[i]! / rows.length;
  return mean;
}
