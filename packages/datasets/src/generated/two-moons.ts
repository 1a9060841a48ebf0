import { generated, type Points, type PointsOptions } from "./generated.js";

const classes = ["upper", "lower"] as const;

/**
 * Two half circles, each of which reaches into the other: no line divides them, a curve does. The
 * rule is that of scikit-learn's `make_moons`.
 *
 * @example
 * const data = twoMoons({ count: 200, noise: 0.2 });
 * const run = fit(net(data.shape, dense(16), dense(2)), data);
 * @throws RangeError for a number of points that cannot be.
 */
export function twoMoons({
  count = 400,
  noise = 0.1,
  test = 0.2,
  seed = 1,
}: PointsOptions = {}): Points<typeof classes> {
  const facts = {
    name: "two moons",
    classes,
    source: "https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_moons.html",
    citation: "F. Pedregosa et al., Scikit-learn: machine learning in Python, JMLR 12, 2011",
  };
  const place = (label: number, i: number, n: number) => {
    const angle = (Math.PI * i) / Math.max(1, n - 1);
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    return label === 0 ? ([x, y] as const) : ([1 - x, 0.5 - y] as const);
  };
  return generated({ facts, place }, { count, noise, test, seed });
}
