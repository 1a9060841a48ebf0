import { bundleOf, type Displayable, displayable, table } from "@rosenblatt/plots";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { checkUpTo, meanOf, type PointsLike, type Rows, rowsOf } from "./points.js";

export interface PcaOptions {
  /** How many directions; by default all. */
  readonly components?: number;
}

/** The directions in which points spread most; shows itself as a table of them. */
export interface Pca extends Displayable {
  readonly mean: readonly number[];
  /** Directions of length 1, at right angles to each other, that of the largest spread first. */
  readonly components: readonly (readonly number[])[];
  /** The variance of the points along each, divided by n - 1. */
  readonly variances: readonly number[];
  /** The share of the variance of all points along each. */
  readonly shares: readonly number[];
  /** Where these points lie along the directions. */
  transform(points: PointsLike): number[][];
  /** The points that lie there: what `transform` keeps of them. */
  restore(codes: PointsLike): number[][];
}

/**
 * Principal component analysis, by the eigenvectors of the covariance. The largest number of each
 * direction is positive, so that a result has one sign only.
 *
 * Pearson (1901), https://doi.org/10.1080/14786440109462720; Bishop, Pattern Recognition and
 * Machine Learning (2006), section 12.1.
 *
 * @throws RangeError unless there are two points or more, all finite and of one length, and no
 * more components than points or numbers in each.
 * @example
 * const { transform, shares } = pca([[0, 0], [1, 1], [2, 2.1]], { components: 1 });
 * transform([[3, 3]]); // one number for the point
 */
export function pca(points: PointsLike, { components }: PcaOptions = {}): Pca {
  const to = "find principal components";
  const rows = rowsOf(points, { to });
  if (rows.length < 2) {
    throw new RangeError(`Cannot ${to} of 1 point: it needs two or more`);
  }
  const most = Math.min(rows.length, rows[0]!.length);
  const count = components ?? most;
  const of = rows.length < rows[0]!.length ? "points" : "numbers in each point";
  checkUpTo(to, { name: "components", value: count, most, of });
  const mean = meanOf(rows);
  const centred = rows.map((row) => row.map((value, i) => value - mean[i]!));
  const total = centred.reduce((sum, row) => sum + dot(row, row), 0) / (rows.length - 1);
  const found = principal(centred, count);
  const variances = found.map(({ variance }) => variance);
  return fitted({
    mean: [...mean],
    components: found.map(({ direction }) => [...direction]),
    variances,
    shares: variances.map((variance) => (total > 0 ? variance / total : 0)),
  });
}

function fitted(fit: Pick<Pca, "mean" | "components" | "variances" | "shares">): Pca {
  const { mean, components } = fit;
  const transform = (points: PointsLike) =>
    rowsOf(points, { to: "transform points", size: mean.length }).map((row) => {
      const centred = row.map((value, i) => value - mean[i]!);
      return components.map((direction) => dot(centred, direction));
    });
  const restore = (codes: PointsLike) =>
    rowsOf(codes, { to: "restore points", size: components.length }).map((code) =>
      mean.map((start, i) => components.reduce((sum, c, k) => sum + code[k]! * c[i]!, start)),
    );
  return displayable({ ...fit, transform, restore }, componentsBundle);
}

interface Principal {
  readonly direction: Float64Array;
  readonly variance: number;
}

/**
 * The first eigenvectors of the covariance; of fewer points than numbers, through the products of
 * the points with each other, which have the same eigenvalues and are fewer.
 */
function principal(centred: Rows, count: number): Principal[] {
  const x = new Matrix(centred.map((row) => [...row]));
  const wide = x.rows < x.columns;
  const products = wide ? x.mmul(x.transpose()) : x.transpose().mmul(x);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    products.div(x.rows - 1),
    { assumeSymmetric: true },
  );
  const order = realEigenvalues
    .map((_, i) => i)
    .sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!);
  return order.slice(0, count).map((i) => {
    const vector = eigenvectorMatrix.getColumnVector(i);
    const direction = (wide ? x.transpose().mmul(vector) : vector).to1DArray();
    return { direction: upright(direction), variance: Math.max(0, realEigenvalues[i]!) };
  });
}

/** Of length 1, with its largest number positive; zeros where there is no direction. */
function upright(direction: readonly number[]): Float64Array {
  const length = Math.hypot(...direction);
  const largest = direction.reduce(
    (most, value) => (Math.abs(value) > Math.abs(most) ? value : most),
    0,
  );
  const scale = length > 0 ? Math.sign(largest) / length : 0;
  return Float64Array.from(direction, (value) => value * scale);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function componentsBundle({ variances, shares }: Omit<Pca, keyof Displayable>) {
  let kept = 0;
  const rows = variances.map((variance, i) => {
    kept += shares[i]!;
    return {
      component: i + 1,
      variance: Number(variance.toPrecision(4)),
      "share, %": Number((100 * shares[i]!).toFixed(2)),
      "together, %": Number((100 * kept).toFixed(2)),
    };
  });
  const title = `Principal components: ${variances.length} keep ${(100 * kept).toFixed(1)} %`;
  return bundleOf(table(rows, { title }));
}
