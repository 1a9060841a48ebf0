import { affinities } from "./affinities.js";
import { pca } from "./pca.js";
import { type PointsLike, type Rows, rowsOf } from "./points.js";

/** How to lay points out in the plane. */
export interface TsneOptions {
  /** About how many neighbours of each point count. */
  perplexity?: number;
  iterations?: number;
  /** How far points move each time; by default a twelfth part of a quarter of their number, at least 50. */
  learningRate?: number;
  /** Where the points start, `[x, y]` each; along the two main directions by default. */
  start?: readonly (readonly number[])[];
}

/** Points in the plane whose neighbours are neighbours there too. */
export interface Tsne {
  readonly points: readonly (readonly [x: number, y: number])[];
  /** How badly neighbours are kept: the Kullback–Leibler divergence, 0 at best. */
  readonly divergence: number;
}

/** During the first steps neighbours pull this many times as much. */
const exaggeration = 12;
const exaggeratedSteps = 250;

/** More points than this take minutes, since all pairs are looked at in each step. */
const most = 5000;

/**
 * t-distributed stochastic neighbour embedding (L. van der Maaten and G. Hinton, JMLR 9, 2008),
 * exact, with scikit-learn's settings. It uses no chance: it starts from the main directions.
 * Near points were near; distances between groups say little.
 *
 * @example scatter(tsne(data.test.take(500)).points, { labels: data.test.labels.subarray(0, 500) })
 * @throws RangeError unless 2 to 5,000 points of one length, of finite numbers, are more than the
 * perplexity.
 */
export function tsne(
  points: PointsLike,
  { perplexity = 30, iterations = 1000, learningRate, start }: TsneOptions = {},
): Tsne {
  const rows = rowsOf(points, { to: "lay points out" });
  const { length } = rows;
  if (!(perplexity > 0 && perplexity < length) || length > most) {
    throw new RangeError(
      `Cannot lay out ${length} points with perplexity ${perplexity}: it needs a perplexity above ` +
        `0 and below the number of points, and at most ${most} of these; take fewer points`,
    );
  }
  const p = affinities(rows, perplexity);
  const rate = learningRate ?? Math.max(length / exaggeration / 4, 50);
  const y = starting(rows, start);
  const state = {
    y,
    velocity: new Float64Array(2 * length),
    gains: new Float64Array(2 * length).fill(1),
  };
  const gradient = new Float64Array(2 * length);
  const q = new Float64Array(length * length);
  for (let step = 0; step < iterations; step += 1) {
    const early = step < exaggeratedSteps;
    if (step === exaggeratedSteps) {
      state.velocity.fill(0);
      state.gains.fill(1);
    }
    slope(gradient, { p, q, y, pull: early ? exaggeration : 1 });
    move(state, gradient, { rate, momentum: early ? 0.5 : 0.8 });
  }
  const divergence = slope(gradient, { p, q, y, pull: 1 });
  const laid = Array.from({ length }, (_, i) => [y[2 * i]!, y[2 * i + 1]!] as const);
  return { points: laid, divergence };
}

/** Along the main directions, the first with a deviation of 1e-4, as scikit-learn starts. */
function starting(rows: Rows, start: TsneOptions["start"]): Float64Array {
  if (start && (start.length !== rows.length || start.some((point) => point.length !== 2))) {
    throw new RangeError(
      `Cannot start from these points: it needs [x, y] for each of ${rows.length}, got ${start.length}`,
    );
  }
  if (start) return Float64Array.from(start.flat());
  const components = Math.min(2, rows[0]!.length, rows.length);
  const points = pca(rows, { components }).transform(rows);
  const first = points.map(([x]) => x!);
  const deviation = Math.sqrt(first.reduce((sum, x) => sum + x * x, 0) / first.length) || 1;
  return Float64Array.from(
    points.flatMap(([x = 0, y = 0]) => [x, y]),
    (v) => (v / deviation) * 1e-4,
  );
}

/**
 * The gradient of the divergence by all points; returns the divergence. Student's t with one
 * degree of freedom takes the normal distribution's place in the plane.
 */
function slope(
  gradient: Float64Array,
  { p, q, y, pull }: { p: Float64Array; q: Float64Array; y: Float64Array; pull: number },
): number {
  const length = y.length / 2;
  let total = 0;
  for (let i = 0; i < length; i += 1) {
    for (let j = i + 1; j < length; j += 1) {
      const [dx, dy] = [y[2 * i]! - y[2 * j]!, y[2 * i + 1]! - y[2 * j + 1]!];
      const near = 1 / (1 + dx * dx + dy * dy);
      q[i * length + j] = near;
      total += 2 * near;
    }
  }
  gradient.fill(0);
  let divergence = 0;
  for (let i = 0; i < length; i += 1) {
    for (let j = i + 1; j < length; j += 1) {
      const near = q[i * length + j]!;
      const wanted = p[i * length + j]!;
      const has = Math.max(near / total, 1e-300);
      if (wanted > 0) divergence += 2 * wanted * Math.log(wanted / has);
      const force = 4 * (pull * wanted - has) * near;
      for (const axis of [0, 1]) {
        const push = force * (y[2 * i + axis]! - y[2 * j + axis]!);
        gradient[2 * i + axis]! += push;
        gradient[2 * j + axis]! -= push;
      }
    }
  }
  return divergence;
}

/** One step with momentum; a coordinate that keeps its way gains speed (Jacobs, 1988). */
function move(
  { y, velocity, gains }: { y: Float64Array; velocity: Float64Array; gains: Float64Array },
  gradient: Float64Array,
  { rate, momentum }: { rate: number; momentum: number },
): void {
  for (let k = 0; k < y.length; k += 1) {
    const keeps = velocity[k]! * gradient[k]! < 0;
    gains[k] = Math.max(0.01, keeps ? gains[k]! + 0.2 : gains[k]! * 0.8);
    velocity[k] = momentum * velocity[k]! - rate * gains[k]! * gradient[k]!;
    y[k]! += velocity[k]!;
  }
}
