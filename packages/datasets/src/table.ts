import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ready } from "@rosenblatt/engine";
import { type Dataset, type DatasetFacts, dataset } from "./dataset.js";
import type { Quantity } from "./labels.js";
import { samplesFolder } from "./samples-folder.js";
import { Split } from "./split.js";

type Names = readonly string[];

/** A table that ships whole: a column for each feature, then one for the class or the target. */
interface TableFacts<C extends Names, F extends Names>
  extends Pick<DatasetFacts<readonly number[], C>, "name" | "classes" | "licence" | "source"> {
  /** Its name among the samples. An empty cell is a missing value. */
  readonly file: string;
  readonly features: F;
  /** One for each feature, empty where there is none; left out where the source tells none. */
  readonly units?: Names;
  /** What is to be predicted, where there are no classes. */
  readonly target?: Quantity;
  readonly citation: string;
}

/** Which part of a table, and how to divide it. */
export interface TabularOptions<C extends Names, F extends Names> {
  /** The classes, whose order numbers the labels. */
  classes?: C;
  /** The features, in this order. */
  features?: F;
  /** The share of the rows, and of each class, that is kept for testing. */
  test?: number;
  /** Chooses the division. */
  seed?: number;
  /**
   * What becomes of rows without one of these features: they are left out, and the data set tells
   * how many, or the feature is NaN. Rows without a label are always left out.
   */
  missing?: "drop" | "nan";
}

/** Loads a table, or some classes and features of it, divided into two parts. */
export type LoadTable<C extends Names, F extends Names> = <
  const D extends readonly C[number][] = C extends readonly C[number][] ? C : never,
  const G extends readonly F[number][] = F extends readonly F[number][] ? F : never,
>(
  options?: TabularOptions<D, G>,
) => Promise<Dataset<readonly [G["length"]], D>>;

/**
 * A function that loads a table.
 *
 * @throws RangeError for a name that is not known, or unless 0 <= test < 1.
 */
export function table<const C extends Names, const F extends Names>(
  facts: TableFacts<C, F>,
): LoadTable<C, F> {
  return async ({ test = 0.2, seed = 1, missing = "drop", ...chosen } = {}) => {
    const classes = (chosen.classes ?? facts.classes) as never;
    const features = (chosen.features ?? facts.features) as never;
    check(facts, { classes, features });
    checkMissing(missing);
    await ready();
    const { all, dropped } = await readRows(facts, { classes, features, missing });
    const parts = all.divide(test, { seed });
    return dataset({ ...facts, shape: all.shape, classes }, { ...parts, dropped });
  };
}

/** The rows of the chosen classes, and how many of them were left out. */
async function readRows<C extends Names, F extends Names>(
  facts: TableFacts<Names, Names>,
  {
    classes,
    features,
    missing,
  }: Required<Pick<TabularOptions<C, F>, "missing">> & ChosenNames<C, F>,
): Promise<{ all: Split<readonly [F["length"]], C>; dropped: number }> {
  const text = await readFile(join(samplesFolder, facts.file), "utf8");
  const cells = text
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  const last = facts.features.length;
  const own = cells.filter((row) => classes.length === 0 || classes.includes(row[last]!));
  const columns = features.map((feature) => facts.features.indexOf(feature));
  const needed = missing === "drop" ? [...columns, last] : [last];
  const rows = own.filter((row) => needed.every((column) => row[column] !== ""));
  const all = new Split({
    shape: [features.length] as const,
    classes,
    features,
    units: facts.units && columns.map((column) => facts.units![column]!),
    target: facts.target,
    inputs: Float32Array.from(rows.flatMap((row) => columns.map((c) => numberOf(row[c]!)))),
    labels:
      classes.length === 0
        ? Float32Array.from(rows, (row) => Number(row[last]))
        : Int32Array.from(rows, (row) => classes.indexOf(row[last]!)),
  });
  return { all, dropped: own.length - rows.length };
}

interface ChosenNames<C extends Names, F extends Names> {
  readonly classes: C;
  readonly features: F;
}

function numberOf(cell: string): number {
  return cell === "" ? Number.NaN : Number(cell);
}

function check(facts: TableFacts<Names, Names>, { classes, features }: ChosenNames<Names, Names>) {
  checkNames("feature", { given: features, known: facts.features, table: facts.name });
  if (facts.classes.length > 0 || classes.length > 0) {
    checkNames("class", { given: classes, known: facts.classes, table: facts.name });
  }
}

/** JavaScript and `any` let anything through. */
function checkMissing(missing: string): void {
  if (missing !== "drop" && missing !== "nan") {
    throw new RangeError(
      `Cannot load a table with missing = ${JSON.stringify(missing)}: it must be "drop" or "nan"`,
    );
  }
}

function checkNames(
  kind: string,
  { given, known, table }: { given: Names; known: Names; table: string },
): void {
  const wrong = given.find((name, i) => !known.includes(name) || given.indexOf(name) !== i);
  if (wrong !== undefined || given.length === 0) {
    throw new RangeError(
      `Cannot load ${table} with ${kind} ${wrong ?? "none"}: choose from ` +
        `${known.join(", ") || "none, since it has numbers to predict"}, each once`,
    );
  }
}
