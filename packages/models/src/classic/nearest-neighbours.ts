import { bundleOf, type Displayable, displayable, table } from "@rosenblatt/plots";
import { checkUpTo, type PointsLike, rowsOf, squaredDistance } from "./points.js";

/** A point that was learned by heart, and how far it is away. */
export interface Neighbour {
  /** Its position among those learned. */
  readonly index: number;
  /** Its class. */
  readonly label: number;
  readonly distance: number;
}

/** Points learned by heart, which decide by vote; shows itself as how many there are. */
export interface NearestNeighbours extends Displayable {
  /** How many neighbours vote. */
  readonly neighbours: number;
  /** How many points of each class it knows. */
  readonly counts: readonly number[];
  /** The class of most of the nearest neighbours of each point; of equal votes the lowest. */
  predict(points: PointsLike): Int32Array;
  /** The nearest neighbours of each point, the nearest first. */
  find(points: PointsLike): Neighbour[][];
}

/**
 * The classifier of the nearest neighbours, by straight distances.
 *
 * Cover, Hart, Nearest Neighbor Pattern Classification (1967),
 * https://doi.org/10.1109/TIT.1967.1053964
 *
 * @throws RangeError unless each point has a class from 0 on and there are as many points as
 * neighbours.
 * @example
 * const known = nearestNeighbours([[0], [1], [8]], [0, 0, 1], { neighbours: 1 });
 * known.predict([[7]]); // Int32Array [1]
 */
export function nearestNeighbours(
  points: PointsLike,
  labels: ArrayLike<number>,
  { neighbours = 5 }: { neighbours?: number } = {},
): NearestNeighbours {
  const to = "learn neighbours";
  const rows = rowsOf(points, { to });
  checkUpTo(to, { name: "neighbours", value: neighbours, most: rows.length, of: "points" });
  const classes = checkedClasses(labels, rows.length);
  const find = (asked: PointsLike) =>
    rowsOf(asked, { to: "find neighbours", size: rows[0]!.length }).map((point) =>
      rows
        .map((row, index) => ({ index, distance: squaredDistance(point, row) }))
        .sort((a, b) => a.distance - b.distance || a.index - b.index)
        .slice(0, neighbours)
        .map(({ index, distance }) => ({
          index,
          label: classes[index]!,
          distance: Math.sqrt(distance),
        })),
    );
  const counts = countsOf(classes);
  const predict = (asked: PointsLike) =>
    Int32Array.from(find(asked), (found) => {
      const votes = countsOf(found.map(({ label }) => label));
      return votes.indexOf(Math.max(...votes));
    });
  return displayable({ neighbours, counts, predict, find }, knownBundle);
}

function checkedClasses(labels: ArrayLike<number>, points: number): readonly number[] {
  if (labels.length !== points) {
    throw new RangeError(
      `Cannot learn ${points} points with ${labels.length} labels: each point needs one`,
    );
  }
  const classes = Array.from(labels);
  const wrong = classes.findIndex((label) => !(Number.isInteger(label) && label >= 0));
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot learn the label ${classes[wrong]} of point ${wrong}: ` +
        "classes are whole numbers from 0 on",
    );
  }
  return classes;
}

function countsOf(labels: readonly number[]): number[] {
  const counts = new Array<number>(Math.max(...labels) + 1).fill(0);
  for (const label of labels) counts[label]! += 1;
  return counts;
}

function knownBundle({ neighbours, counts }: Omit<NearestNeighbours, keyof Displayable>) {
  const rows = counts.map((points, label) => ({ class: label, points }));
  return bundleOf(table(rows, { title: `Nearest neighbours: ${neighbours} vote` }));
}
