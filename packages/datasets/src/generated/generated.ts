import { checkAmount } from "../augment/check.js";
import { type Dataset, type DatasetFacts, dataset } from "../dataset.js";
import { normalPair } from "../normal.js";
import { Split } from "../split.js";
import { generator } from "../stream/generator.js";

/** How many points of a plane to make, and how to divide them. */
export interface PointsOptions {
  /** Points in all, as many of each class as of any other. */
  count?: number;
  /** The standard deviation of the normal number that is added to each coordinate. */
  noise?: number;
  /** The share of each class that is kept for testing. */
  test?: number;
  /** Chooses noise and division. */
  seed?: number;
}

/** A set of points in the plane: the two features of each example. */
export type Points<C extends readonly string[]> = Dataset<readonly [2], C>;

interface Rule<C extends readonly string[]> {
  readonly facts: Pick<DatasetFacts<readonly [2], C>, "name" | "classes" | "source" | "citation">;
  /** Where the point `i` of `n` of a class lies without noise. */
  readonly place: (label: number, i: number, n: number) => readonly [number, number];
}

/**
 * Points by a rule, with noise. The same seed gives the same points.
 *
 * @throws RangeError unless there is a whole number of points, at least one of each class.
 */
export function generated<C extends readonly string[]>(
  { facts, place }: Rule<C>,
  { count, noise, test, seed }: Required<PointsOptions>,
): Points<C> {
  const { classes, name } = facts;
  checkAmount(`make ${name}`, { noise });
  if (!(Number.isInteger(count) && count >= classes.length && classes.length > 0)) {
    throw new RangeError(
      `Cannot make ${name} of ${count} points in ${classes.length} classes: it needs a whole ` +
        "number of points, at least one of each class",
    );
  }
  const random = generator(seed);
  // A class after another; what does not divide goes to the last ones.
  const labels = Int32Array.from({ length: count }, (_, i) =>
    Math.floor(((i + 1) * classes.length - 1) / count),
  );
  const first = classes.map((_, label) => labels.indexOf(label));
  const size = classes.map((_, label) => labels.filter((own) => own === label).length);
  const inputs = Float32Array.from(
    [...labels].flatMap((label, i) => {
      const [x, y] = place(label, i - first[label]!, size[label]!);
      const [right, up] = normalPair(random);
      return [x + noise * right, y + noise * up];
    }),
  );
  const shape = [2] as const;
  const all = new Split({ shape, classes, inputs, labels, features: ["x", "y"] });
  return dataset({ ...facts, shape, licence: "none: made by rule" }, all.divide(test, { seed }));
}
