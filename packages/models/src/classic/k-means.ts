import { random } from "@rosenblatt/engine";
import { bundleOf, type Displayable, displayable, table } from "@rosenblatt/plots";
import { checkCount } from "../errors.js";
import { checkUpTo, meanOf, nearest, type PointsLike, type Rows, rowsOf } from "./points.js";
import { spreadStart } from "./spread-start.js";

export interface KMeansOptions {
  /** How many clusters. */
  readonly clusters: number;
  /** Where the centres begin; by default at points far from each other (k-means++). */
  readonly start?: readonly (readonly number[])[];
  /** How often it begins anew from other points; the best end is kept. */
  readonly restarts?: number;
  /** After how many steps it ends, if the labels still change. */
  readonly maxSteps?: number;
}

/** The centres at one moment, and what belongs to them. */
export interface KMeansStep {
  readonly centres: readonly (readonly number[])[];
  /** The cluster of each point: that of the nearest centre. */
  readonly labels: Int32Array;
  /** The sum of the squared distances of the points to their centres. */
  readonly inertia: number;
}

/** Points in clusters; shows itself as a table of them. */
export interface KMeans extends KMeansStep, Displayable {
  /** From the start to the end, which is the last. */
  readonly history: readonly KMeansStep[];
  /** The cluster of each of these points. */
  predict(points: PointsLike): Int32Array;
}

/**
 * k-means: puts each point to the nearest centre, each centre into the mean of its points, and so
 * on until nothing changes. A centre without points moves to the point that is farthest from its
 * own. Repeatable by `seed()`.
 *
 * Lloyd, Least Squares Quantization in PCM (1982), https://doi.org/10.1109/TIT.1982.1056489;
 * start: Arthur, Vassilvitskii, k-means++ (2007).
 *
 * @throws RangeError unless there are at least as many points as clusters, all finite and of one
 * length.
 * @example
 * const found = kMeans([[0, 0], [0, 1], [9, 9], [9, 8]], { clusters: 2 });
 * found.inertia; // 1
 * found.predict([[8, 8]]);
 */
export function kMeans(
  points: PointsLike,
  { clusters, start, restarts = 10, maxSteps = 300 }: KMeansOptions,
): KMeans {
  const to = "find clusters";
  const rows = rowsOf(points, { to });
  checkUpTo(to, { name: "clusters", value: clusters, most: rows.length, of: "points" });
  checkCount("k-means", { restarts, maxSteps });
  const given = start && rowsOf(start, { to: "start k-means", size: rows[0]!.length });
  if (given && given.length !== clusters) {
    throw new RangeError(
      `Cannot find ${clusters} clusters from ${given.length} starting points: give ${clusters}`,
    );
  }
  const runs = given
    ? [descend(rows, given, maxSteps)]
    : Array.from({ length: restarts }, () =>
        descend(rows, spreadStart(rows, { count: clusters, random }), maxSteps),
      );
  const history = runs.reduce((best, run) =>
    run.at(-1)!.inertia < best.at(-1)!.inertia ? run : best,
  );
  return fitted(history);
}

function fitted(history: readonly KMeansStep[]): KMeans {
  const end = history.at(-1)!;
  const centres = end.centres.map((centre) => Float64Array.from(centre));
  const predict = (points: PointsLike) => {
    const rows = rowsOf(points, { to: "tell clusters", size: centres[0]!.length });
    return Int32Array.from(rows, (row) => nearest(row, centres).index);
  };
  return displayable({ ...end, history, predict }, clustersBundle);
}

/** Lloyd's steps from some centres to where the labels stay. */
function descend(rows: Rows, start: Rows, maxSteps: number): KMeansStep[] {
  const steps = [assigned(rows, start)];
  while (steps.length <= maxSteps) {
    const { labels } = steps.at(-1)!;
    const next = assigned(rows, meansOf(rows, labels, start.length));
    steps.push(next);
    if (next.labels.every((label, i) => label === labels[i])) break;
  }
  return steps;
}

function assigned(rows: Rows, centres: Rows): KMeansStep {
  const found = rows.map((row) => nearest(row, centres));
  return {
    centres: centres.map((centre) => [...centre]),
    labels: Int32Array.from(found, ({ index }) => index),
    inertia: found.reduce((sum, { distance }) => sum + distance, 0),
  };
}

/** The mean of each cluster; of one without points, that which is farthest from all means. */
function meansOf(rows: Rows, labels: Int32Array, clusters: number): Rows {
  const members = Array.from({ length: clusters }, (): Float64Array[] => []);
  rows.forEach((row, i) => {
    members[labels[i]!]!.push(row);
  });
  const means = members.map((own) => (own.length > 0 ? meanOf(own) : undefined));
  const placed = means.filter((mean) => mean !== undefined);
  return means.map((mean) => {
    if (mean) return mean;
    placed.push(farthest(rows, placed));
    return placed.at(-1)!;
  });
}

function farthest(rows: Rows, centres: Rows): Float64Array {
  const distances = rows.map((row) => nearest(row, centres).distance);
  const largest = distances.reduce((most, distance) => Math.max(most, distance));
  return rows[distances.indexOf(largest)]!;
}

function clustersBundle({ centres, labels, inertia, history }: Omit<KMeans, keyof Displayable>) {
  const rows = centres.map((centre, cluster) => ({
    cluster,
    points: labels.reduce((sum, label) => sum + Number(label === cluster), 0),
    centre: shortly(centre),
  }));
  const title =
    `k-means: ${labels.length} points in ${centres.length} clusters, ` +
    `inertia ${Number(inertia.toPrecision(5))} after ${history.length - 1} steps`;
  return bundleOf(table(rows, { title }));
}

function shortly(centre: readonly number[]): string {
  const numbers = centre.slice(0, 6).map((value) => Number(value.toPrecision(4)));
  return `[${numbers.join(", ")}${centre.length > 6 ? ", …" : ""}]`;
}
