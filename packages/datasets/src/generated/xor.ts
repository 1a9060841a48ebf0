import { generated, type Points, type PointsOptions } from "./generated.js";

const classes = ["equal", "different"] as const;

/**
 * The exclusive or: points about the corners of the unit square, told by whether both coordinates
 * are the same there. No line divides them, so no perceptron learns it.
 *
 * @example const data = xor({ count: 4, noise: 0, test: 0 }); // the truth table
 * @throws RangeError for a number of points that cannot be.
 */
export function xor({
  count = 400,
  noise = 0.15,
  test = 0.2,
  seed = 1,
}: PointsOptions = {}): Points<typeof classes> {
  const facts = {
    name: "exclusive or",
    classes,
    source: "https://mitpress.mit.edu/9780262630221/perceptrons",
    citation: "M. Minsky, S. Papert, Perceptrons, MIT Press, 1969",
  };
  const place = (label: number, i: number) => [i % 2, (i + label) % 2] as const;
  return generated({ facts, place }, { count, noise, test, seed });
}
