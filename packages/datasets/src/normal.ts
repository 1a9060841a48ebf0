/**
 * Two independent normal numbers of mean 0 and standard deviation 1, from numbers in [0, 1), by
 * the polar method (Marsaglia and Bray, 1964).
 */
export function normalPair(random: () => number): [number, number] {
  for (;;) {
    const [x, y] = [2 * random() - 1, 2 * random() - 1];
    const square = x * x + y * y;
    if (square < 1 && square !== 0) {
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      return [x * factor, y * factor];
    }
  }
}
