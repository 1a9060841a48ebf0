import { random } from "@rosenblatt/engine";
import { bundleOf, type Displayable, displayable, table } from "@rosenblatt/plots";
import { checkCount } from "../errors.js";
import { nearest, type PointsLike, type Rows, rowsOf, squaredDistance } from "./points.js";

export interface SelfOrganisingMapOptions {
  /** How many units the map has downwards. */
  readonly rows?: number;
  /** How many units it has across; 1 makes a chain. */
  readonly columns?: number;
  /** How often it is shown all points. */
  readonly epochs?: number;
  /** How far a unit moves towards a point, at the start and at the end. */
  readonly rate?: readonly [start: number, end: number];
  /** How far on the map a unit takes others along, at the start and at the end. */
  readonly radius?: readonly [start: number, end: number];
}

/** The map after an epoch; its start is the first. */
export interface SelfOrganisingMapStep {
  /** What each unit stands for, row by row. */
  readonly weights: readonly (readonly number[])[];
  /** The mean distance of the points to the units nearest to them. */
  readonly error: number;
}

/** A map of points; shows itself as a table of its epochs. */
export interface SelfOrganisingMap extends SelfOrganisingMapStep, Displayable {
  readonly rows: number;
  readonly columns: number;
  /** From the start to the end, which is the last. */
  readonly history: readonly SelfOrganisingMapStep[];
  /** The unit nearest to each of these points, by its place: row times columns, plus column. */
  predict(points: PointsLike): Int32Array;
  /** The mean distance of each unit to those beside, above and below it: high on borders. */
  borders(): number[][];
}

/**
 * Kohonen's map: units in a grid, each with a point that it stands for. The unit nearest to an
 * example moves towards it and takes its neighbours along, the nearer the more, so that
 * neighbours come to stand for similar things. Rate and radius fall exponentially. Repeatable by
 * `seed()`.
 *
 * Kohonen, The Self-Organizing Map, Proceedings of the IEEE 78 (1990),
 * https://doi.org/10.1109/5.58325
 *
 * @throws RangeError for points that are not finite or differ in length, and for counts, rates
 * and radii that are not above 0.
 * @example
 * const colours = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0]];
 * const map = selfOrganisingMap(colours, { rows: 4, columns: 4 });
 * map.predict([[0.9, 0.1, 0]]);
 */
export function selfOrganisingMap(
  points: PointsLike,
  {
    rows = 8,
    columns = 8,
    epochs = 20,
    rate = [0.5, 0.02],
    radius = [Math.max(rows, columns) / 2, 0.5],
  }: SelfOrganisingMapOptions = {},
): SelfOrganisingMap {
  const examples = rowsOf(points, { to: "make a map" });
  checkCount("a map", { rows, columns, epochs });
  checkFall("rate", rate);
  checkFall("radius", radius);
  const units = Array.from({ length: rows * columns }, () =>
    Float64Array.from(examples[Math.floor(random() * examples.length)]!),
  );
  const history = [stepOf(units, examples)];
  const steps = epochs * examples.length;
  for (let step = 0; step < steps; ) {
    for (const i of shuffled(examples.length)) {
      const done = step++ / Math.max(1, steps - 1);
      attract(units, examples[i]!, {
        columns,
        rate: falling(rate, done),
        radius: falling(radius, done),
      });
    }
    history.push(stepOf(units, examples));
  }
  return mapped(history, { rows, columns });
}

function mapped(
  history: readonly SelfOrganisingMapStep[],
  { rows, columns }: { rows: number; columns: number },
): SelfOrganisingMap {
  const end = history.at(-1)!;
  const units = end.weights.map((weights) => Float64Array.from(weights));
  const predict = (points: PointsLike) =>
    Int32Array.from(
      rowsOf(points, { to: "place points", size: units[0]!.length }),
      (row) => nearest(row, units).index,
    );
  const borders = () =>
    Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, (_, c) => borderAt(units, { r, c, rows, columns })),
    );
  return displayable({ ...end, rows, columns, history, predict, borders }, mapBundle);
}

function checkFall(name: string, [start, end]: readonly [number, number]): void {
  if (!(start > 0 && end > 0 && Number.isFinite(start) && Number.isFinite(end))) {
    throw new RangeError(
      `Cannot make a map with ${name} = [${start}, ${end}]: both must be above 0, ` +
        "at the start and at the end",
    );
  }
}

/** From the first to the second value, by the same factor every step. */
function falling([start, end]: readonly [number, number], done: number): number {
  return start * (end / start) ** done;
}

/** Moves the unit nearest to an example, and those around it, towards the example. */
function attract(
  units: Rows,
  example: Float64Array,
  { columns, rate, radius }: { columns: number; rate: number; radius: number },
): void {
  const winner = nearest(example, units).index;
  const [row, column] = [Math.floor(winner / columns), winner % columns];
  units.forEach((unit, i) => {
    const away = (Math.floor(i / columns) - row) ** 2 + ((i % columns) - column) ** 2;
    const pull = rate * Math.exp(-away / (2 * radius ** 2));
    for (let k = 0; k < unit.length; k++) unit[k]! += pull * (example[k]! - unit[k]!);
  });
}

function stepOf(units: Rows, examples: Rows): SelfOrganisingMapStep {
  const distances = examples.map((example) => Math.sqrt(nearest(example, units).distance));
  return {
    weights: units.map((unit) => [...unit]),
    error: distances.reduce((sum, distance) => sum + distance, 0) / examples.length,
  };
}

function borderAt(
  units: Rows,
  { r, c, rows, columns }: { r: number; c: number; rows: number; columns: number },
): number {
  const beside = [
    [r - 1, c],
    [r + 1, c],
    [r, c - 1],
    [r, c + 1],
  ].filter(([y, x]) => y! >= 0 && y! < rows && x! >= 0 && x! < columns);
  const own = units[r * columns + c]!;
  const distances = beside.map(([y, x]) =>
    Math.sqrt(squaredDistance(own, units[y! * columns + x!]!)),
  );
  return distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, beside.length);
}

/** The numbers below a count in random order (Fisher and Yates). */
function shuffled(count: number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

function mapBundle({ rows, columns, history }: Omit<SelfOrganisingMap, keyof Displayable>) {
  const lines = history.map(({ error }, epoch) => ({
    epoch,
    "mean distance": Number(error.toPrecision(4)),
  }));
  const title = `Map of ${rows} × ${columns} units, after ${history.length - 1} epochs`;
  return bundleOf(table(lines, { title }));
}
