/**
 * 1 − (squared errors) / (squares about the mean). Where all labels are equal it is 1 without an
 * error and 0 with one, as in scikit-learn.
 */
export function r2Of({ squares, total }: { squares: number; total: number }): number {
  if (total === 0) return squares === 0 ? 1 : 0;
  return 1 - squares / total;
}
