import { generated, type Points, type PointsOptions } from "./generated.js";

/**
 * Clouds of points, normal about a centre for each class, as for telling or finding clusters.
 *
 * @example const data = blobs({ classes: ["a", "b"], centres: [[0, 0], [2, 2]], noise: 0.5 });
 * @throws RangeError for a number of points that cannot be, or unless each class has a centre.
 */
export function blobs<const C extends readonly string[] = readonly ["first", "second", "third"]>({
  classes = ["first", "second", "third"] as readonly string[] as C,
  centres = onCircle(classes.length),
  count = 400,
  noise = 1,
  test = 0.2,
  seed = 1,
}: PointsOptions & {
  /** Their names, one for each cloud. */
  classes?: C;
  /** Where they lie; by default on a circle of radius 3. */
  centres?: readonly (readonly [number, number])[];
} = {}): Points<C> {
  if (centres.length !== classes.length) {
    throw new RangeError(
      `Cannot make blobs of ${classes.length} classes with ${centres.length} centres: ` +
        "give one for each class",
    );
  }
  const facts = {
    name: "blobs",
    classes,
    source: "https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_blobs.html",
    citation: "F. Pedregosa et al., Scikit-learn: machine learning in Python, JMLR 12, 2011",
  };
  return generated({ facts, place: (label) => centres[label]! }, { count, noise, test, seed });
}

function onCircle(n: number): [number, number][] {
  return Array.from({ length: n }, (_, i) => {
    const angle = (2 * Math.PI * i) / n;
    return [3 * Math.sin(angle), 3 * Math.cos(angle)];
  });
}
