import { table } from "./table.js";

const classes = ["setosa", "versicolor", "virginica"] as const;
const features = ["sepal length", "sepal width", "petal length", "petal width"] as const;

/** A kind of iris. */
export type IrisClass = (typeof classes)[number];
/** A measure of a flower, in centimetres. */
export type IrisFeature = (typeof features)[number];

/**
 * Fisher's irises: 150 flowers of three species, four measures in centimetres; ships whole.
 * Both parts have the same share of each species, and the same seed divides in the same way.
 *
 * @example
 * const data = await iris({ classes: ["setosa", "versicolor"], features: ["petal length", "petal width"] });
 * @throws RangeError for a name that is not known, or unless 0 <= test < 1.
 */
export const iris = table({
  name: "Iris",
  file: "iris.csv",
  classes,
  features,
  units: ["cm", "cm", "cm", "cm"],
  licence: "public domain",
  source: "https://archive.ics.uci.edu/dataset/53/iris",
  citation:
    "R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7, 1936",
});
