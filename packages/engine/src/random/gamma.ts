/**
 * Numbers of a gamma distribution, from uniform and normal ones, as TensorFlow.js makes them: what
 * it takes for the rate is the scale.
 * Source: Marsaglia and Tsang, A simple method for generating gamma variables (2000).
 */
export function gamma(
  { uniform, normal }: { uniform: () => number; normal: () => number },
  { alpha, beta }: { alpha: number; beta: number },
): () => number {
  const scale = 1 / (1 / beta);
  const d = alpha < 1 ? alpha + 2 / 3 : alpha - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  return function next(): number {
    for (;;) {
      let x: number;
      let v: number;
      do {
        x = normal();
        v = 1 + c * x;
      } while (v <= 0);
      const cube = v * (v * v);
      const square = x * x;
      const u = uniform();
      const surely = u < 1 - 0.331 * square * square;
      if (!surely && Math.log(u) >= 0.5 * square + d * (1 - cube + Math.log(cube))) continue;
      const value = scale * d * cube;
      return alpha < 1 ? value * uniform() ** (1 / alpha) : value;
    }
  };
}
