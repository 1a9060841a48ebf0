import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ready } from "@rosenblatt/engine";
import { type Dataset, dataset } from "./dataset.js";
import { samplesFolder } from "./samples-folder.js";
import { Split } from "./split.js";
import { stratified } from "./stratified.js";

const species = ["setosa", "versicolor", "virginica"] as const;
const measures = ["sepal length", "sepal width", "petal length", "petal width"] as const;

/** A kind of iris. */
export type IrisClass = (typeof species)[number];
/** A measure of a flower, in centimetres. */
export type IrisFeature = (typeof measures)[number];

/** Which part of the flowers, and how to divide them. */
export interface IrisOptions<
  C extends readonly IrisClass[] = typeof species,
  F extends readonly IrisFeature[] = typeof measures,
> {
  /** The species, whose order numbers the labels. */
  classes?: C;
  /** The measures, in this order. */
  features?: F;
  /** The share of each species that is kept for testing. */
  test?: number;
  /** Chooses the division. */
  seed?: number;
}

/**
 * Fisher's irises: 150 flowers of three species, four measures in centimetres; ships whole.
 * Both parts have the same share of each species, and the same seed divides in the same way.
 *
 * @example
 * const data = await iris({ classes: ["setosa", "versicolor"], features: ["petal length", "petal width"] });
 * @throws RangeError for a name that is not known, or unless 0 <= test < 1.
 */
export async function iris<
  const C extends readonly IrisClass[] = typeof species,
  const F extends readonly IrisFeature[] = typeof measures,
>({
  classes = species as unknown as C,
  features = measures as unknown as F,
  test = 0.2,
  seed = 1,
}: IrisOptions<C, F> = {}): Promise<Dataset<readonly [F["length"]], C>> {
  check("class", classes, species);
  check("feature", features, measures);
  if (!(test >= 0 && test < 1)) {
    throw new RangeError(`Cannot keep ${test} of iris for testing: it must be from 0 to below 1`);
  }
  await ready();
  const all = await readFlowers(classes, features);
  const parts = stratified(all.labels, { test, seed });
  return dataset(
    {
      name: "Iris",
      shape: all.shape,
      classes,
      licence: "public domain",
      source: "https://archive.ics.uci.edu/dataset/53/iris",
      citation:
        "R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7, 1936",
    },
    { train: all.pick(parts.train), test: all.pick(parts.test) },
  );
}

async function readFlowers<
  const C extends readonly IrisClass[],
  const F extends readonly IrisFeature[],
>(classes: C, features: F): Promise<Split<readonly [F["length"]], C>> {
  const text = await readFile(join(samplesFolder, "iris.csv"), "utf8");
  const lines = text.trimEnd().split("\n").slice(1);
  const rows = lines
    .map((line) => line.split(","))
    .filter((row) => classes.includes(row[4] as IrisClass));
  const columns = features.map((feature) => measures.indexOf(feature));
  return new Split({
    shape: [features.length],
    classes,
    features,
    inputs: Float32Array.from(rows.flatMap((row) => columns.map((column) => Number(row[column])))),
    labels: Int32Array.from(rows, (row) => classes.indexOf(row[4] as IrisClass)),
  });
}

function check(kind: string, given: readonly string[], known: readonly string[]): void {
  const wrong = given.find((name, i) => !known.includes(name) || given.indexOf(name) !== i);
  if (wrong !== undefined || given.length === 0) {
    throw new RangeError(
      `Cannot load iris with ${kind} ${wrong ?? "none"}: choose from ${known.join(", ")}, each once`,
    );
  }
}
