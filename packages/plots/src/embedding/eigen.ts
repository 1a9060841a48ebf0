/**
 * The eigenvalues of a small symmetric matrix, the largest first, with their eigenvectors, by
 * Jacobi's rotations (1846).
 */
export function eigen(matrix: readonly (readonly number[])[]): {
  values: number[];
  vectors: number[][];
} {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = matrix.map((_, i) => matrix.map((_, j) => (i === j ? 1 : 0)));
  const norm = Math.sqrt(a.flat().reduce((sum, value) => sum + value * value, 0));
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let rest = 0;
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        rest = Math.max(rest, Math.abs(a[p]![q]!));
        rotate(a, v, [p, q]);
      }
    }
    if (rest <= 1e-16 * norm) break;
  }
  const order = a.map((_, i) => i).sort((i, j) => a[j]![j]! - a[i]![i]!);
  return {
    values: order.map((i) => a[i]![i]!),
    vectors: order.map((i) => v.map((row) => row[i]!)),
  };
}

/** Turns the plane of two axes so that what couples them vanishes. */
function rotate(a: number[][], v: number[][], [p, q]: readonly [number, number]): void {
  const coupling = a[p]![q]!;
  if (coupling === 0) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * coupling);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const mix = (row: number[]) => {
    const [x, y] = [row[p]!, row[q]!];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  };
  for (const row of a) mix(row);
  const [up, low] = [a[p]!, a[q]!];
  for (let k = 0; k < a.length; k += 1) {
    const [x, y] = [up[k]!, low[k]!];
    up[k] = c * x - s * y;
    low[k] = s * x + c * y;
  }
  for (const row of v) mix(row);
}
