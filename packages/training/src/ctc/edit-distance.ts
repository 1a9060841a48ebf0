/**
 * How many insertions, deletions and substitutions make one sequence of another, at least; of
 * texts, by characters. Source: V. Levenshtein, 1966, by the algorithm of R. Wagner and M. Fischer,
 * 1974.
 *
 * @example
 * editDistance("kitten", "sitting"); // 3
 * editDistance([1, 2, 3], [1, 3]); // 1
 */
export function editDistance<T>(from: Iterable<T>, to: Iterable<T>): number {
  const [source, target] = [[...from], [...to]];
  let row = Array.from({ length: target.length + 1 }, (_, j) => j);
  source.forEach((symbol, i) => {
    const next = [i + 1];
    target.forEach((wanted, j) => {
      const changed = row[j]! + (symbol === wanted ? 0 : 1);
      next.push(Math.min(changed, row[j + 1]! + 1, next[j]! + 1));
    });
    row = next;
  });
  return row.at(-1)!;
}
