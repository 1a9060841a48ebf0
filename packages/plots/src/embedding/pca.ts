import { eigen } from "./eigen.js";
import { rowsOf } from "./rows.js";

/** How to find the main directions of points. */
export interface PcaOptions {
  /** How many directions to keep. */
  components?: number;
}

/** Points along the directions in which they spread most. */
export interface Pca {
  /** One row a point, one number a direction. */
  readonly points: readonly (readonly number[])[];
  /** The directions, of length 1, at right angles to each other; the one that spreads most first. */
  readonly components: readonly (readonly number[])[];
  /** The share of all variance along each. */
  readonly explained: readonly number[];
  readonly mean: readonly number[];
}

/**
 * Principal component analysis (Pearson, 1901) of rows of numbers, by subspace iteration. Signs
 * are those of scikit-learn: the largest entry of a direction is positive.
 *
 * @example scatter(pca(rows).points, { labels, classes })
 * @throws RangeError unless there are at least two rows of one length, of finite numbers, and no
 * more components than rows or columns.
 */
export function pca(
  rows: readonly ArrayLike<number>[],
  { components: count = 2 }: PcaOptions = {},
): Pca {
  const { values, size, length } = rowsOf(rows, "find the main directions of points");
  if (!(Number.isInteger(count) && count >= 1 && count <= Math.min(size, length))) {
    throw new RangeError(
      `Cannot find ${count} main directions of ${length} points of ${size} numbers: it needs a ` +
        `whole number from 1 to ${Math.min(size, length)}`,
    );
  }
  const mean = Array.from({ length: size }, (_, k) => {
    let sum = 0;
    for (let i = 0; i < length; i += 1) sum += values[i * size + k]!;
    return sum / length;
  });
  for (let i = 0; i < values.length; i += 1) values[i]! -= mean[i % size]!;
  const total = values.reduce((sum, value) => sum + value * value, 0) / (length - 1);
  const { vectors, variances } = mainDirections({ values, size, length }, count);
  const components = vectors.map(positive);
  const points = Array.from({ length }, (_, i) =>
    components.map((vector) => dot(values.subarray(i * size, (i + 1) * size), vector)),
  );
  const explained = variances.map((variance) => (total > 0 ? variance / total : 0));
  return { points, components, explained, mean };
}

interface Centred {
  readonly values: Float64Array;
  readonly size: number;
  readonly length: number;
}

/** Rounds after which directions that hardly differ in spread are taken as they are. */
const mostRounds = 300;

/** A few more directions than asked for are turned together until those asked for rest. */
function mainDirections(
  { values, size, length }: Centred,
  count: number,
): { vectors: number[][]; variances: number[] } {
  const width = Math.min(size, length, count + 8);
  let basis = orthonormal(startingVectors(width, size));
  let before: number[] = [];
  for (let round = 0; ; round += 1) {
    const images = basis.map((vector) => covarianceTimes({ values, size, length }, vector));
    const small = basis.map((a) => images.map((b) => dot(a, b)));
    const { values: variances, vectors: turns } = eigen(small);
    const turned = turns.map((turn) => combined(basis, turn));
    const found = variances.slice(0, count);
    const largest = Math.abs(found[0] ?? 0) || 1;
    const still = found.every((v, i) => Math.abs(v - (before[i] ?? Infinity)) < 1e-13 * largest);
    if (still || round === mostRounds) return { vectors: turned.slice(0, count), variances: found };
    before = found;
    basis = orthonormal(turns.map((turn) => combined(images, turn)));
  }
}

/** Waves, which need no chance and favour no column. */
function startingVectors(count: number, size: number): number[][] {
  return Array.from({ length: count }, (_, k) =>
    Array.from({ length: size }, (_, i) => Math.sin(1 + (i + 1) * (k + 1) * 0.7 + i * i * 0.013)),
  );
}

function covarianceTimes({ values, size, length }: Centred, vector: readonly number[]): number[] {
  const result = new Array<number>(size).fill(0);
  for (let i = 0; i < length; i += 1) {
    const row = values.subarray(i * size, (i + 1) * size);
    const along = dot(row, vector) / (length - 1);
    for (let k = 0; k < size; k += 1) result[k]! += along * row[k]!;
  }
  return result;
}

/** Gram and Schmidt's, twice, against rounding; a direction that vanishes is replaced by an axis. */
function orthonormal(vectors: readonly (readonly number[])[]): number[][] {
  const basis: number[][] = [];
  for (const vector of vectors) {
    let free = [...vector];
    for (let axis = -1; axis < free.length; axis += 1) {
      if (axis >= 0) free = free.map((_, i) => (i === axis ? 1 : 0));
      const size = Math.sqrt(dot(free, free));
      for (let pass = 0; pass < 2; pass += 1) {
        for (const other of basis) {
          const along = dot(free, other);
          free = free.map((value, i) => value - along * other[i]!);
        }
      }
      const left = Math.sqrt(dot(free, free));
      if (left > 1e-10 * size && left > 0) {
        basis.push(free.map((value) => value / left));
        break;
      }
    }
  }
  return basis;
}

function combined(vectors: readonly (readonly number[])[], factors: readonly number[]): number[] {
  const result = new Array<number>(vectors[0]!.length).fill(0);
  vectors.forEach((vector, k) => {
    for (let i = 0; i < vector.length; i += 1) result[i]! += factors[k]! * vector[i]!;
  });
  return result;
}

function positive(vector: readonly number[]): number[] {
  const largest = vector.reduce((best, v) => (Math.abs(v) > Math.abs(best) ? v : best), 0);
  return vector.map((value) => (largest < 0 ? -value : value));
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}
