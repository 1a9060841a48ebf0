import { generated, type Points, type PointsOptions } from "./generated.js";

const classes = ["outer", "inner"] as const;

/**
 * A circle of radius 1 and one within it: the distance from the centre divides them, which no
 * feature tells by itself. The rule is that of scikit-learn's `make_circles`.
 *
 * @example const data = circles({ noise: 0.05, factor: 0.3 });
 * @throws RangeError for a number of points that cannot be, or unless 0 < factor < 1.
 */
export function circles({
  count = 400,
  noise = 0.1,
  factor = 0.5,
  test = 0.2,
  seed = 1,
}: PointsOptions & {
  /** The radius of the inner circle. */
  factor?: number;
} = {}): Points<typeof classes> {
  if (!(factor > 0 && factor < 1)) {
    throw new RangeError(
      `Cannot make circles with factor = ${factor}: it must be above 0 and below 1`,
    );
  }
  const facts = {
    name: "circles",
    classes,
    source: "https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_circles.html",
    citation: "F. Pedregosa et al., Scikit-learn: machine learning in Python, JMLR 12, 2011",
  };
  const place = (label: number, i: number, n: number) => {
    const [angle, radius] = [(2 * Math.PI * i) / n, label === 0 ? 1 : factor];
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  };
  return generated({ facts, place }, { count, noise, test, seed });
}
