import { type Figure, figure, line } from "@rosenblatt/plots";
import { checkLengths } from "./check-lengths.js";
import { scoreTitle } from "./score-title.js";

/** How much nearer points are to their own cluster than to the next; shows itself. */
export interface Silhouette extends Figure {
  /** The mean over all points; from -1 to 1, which is best. */
  readonly score: number;
  /** Of each point; 0 where it is its cluster's only one. */
  readonly values: readonly number[];
}

/**
 * The silhouette of clusters of points by Euclidean distance: (b − a) / max(a, b), with the mean
 * distance a to the others of its own cluster and b to those of the nearest other one. The time
 * grows with the square of the number of points. Source: Rousseeuw, Silhouettes (1987).
 *
 * @example silhouette([[0, 0], [0, 1], [9, 9], [9, 8]], [0, 0, 1, 1]).score;
 * @throws RangeError unless there are from 2 clusters to one less than there are points.
 */
export function silhouette(
  points: readonly ArrayLike<number>[],
  clusters: ArrayLike<number>,
): Silhouette {
  checkLengths("points", { given: points.map((_, i) => i), labels: clusters });
  const names = [...new Set(Array.from(clusters))].sort((a, b) => a - b);
  if (names.length < 2 || names.length >= points.length) {
    throw new RangeError(
      `Cannot draw the silhouette of ${names.length} clusters of ${points.length} points: there ` +
        "must be at least 2, and fewer than points",
    );
  }
  const cluster = Array.from(clusters, (name) => names.indexOf(name));
  const sizes = names.map((_, k) => cluster.filter((own) => own === k).length);
  const values = points.map((_, i) => silhouetteAt(i, { points, cluster, sizes }));
  const score = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Object.assign(drawn(score, { values, cluster, names }), { score, values });
}

function silhouetteAt(
  i: number,
  {
    points,
    cluster,
    sizes,
  }: { points: readonly ArrayLike<number>[]; cluster: readonly number[]; sizes: readonly number[] },
): number {
  const own = cluster[i]!;
  if (sizes[own] === 1) return 0;
  const sums = sizes.map(() => 0);
  points.forEach((point, j) => {
    sums[cluster[j]!]! += distance(points[i]!, point);
  });
  const a = sums[own]! / (sizes[own]! - 1);
  const b = Math.min(...sums.map((sum, k) => (k === own ? Infinity : sum / sizes[k]!)));
  return a === b ? 0 : (b - a) / Math.max(a, b);
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum);
}

/** The values of each cluster, falling, one cluster beside the other. */
function drawn(
  score: number,
  {
    values,
    cluster,
    names,
  }: { values: readonly number[]; cluster: readonly number[]; names: readonly number[] },
): Figure {
  let start = 0;
  const series = names.map((name, k) => {
    const own = values.filter((_, i) => cluster[i] === k).sort((a, b) => b - a);
    const x = own.map((_, i) => start + i);
    start += own.length;
    return [`cluster ${name}`, { x, y: own }];
  });
  const title = scoreTitle("Silhouette", { score, name: "mean" });
  const { data, layout } = line(Object.fromEntries(series), {
    title,
    xTitle: "points, by cluster",
    yTitle: "silhouette",
  });
  const filled = data.map((trace) => ({ ...trace, fill: "tozeroy" }));
  return figure(filled, layout, { text: title });
}
