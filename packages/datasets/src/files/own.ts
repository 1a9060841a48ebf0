import { type Dataset, type DatasetFacts, dataset } from "../dataset.js";
import type { Split } from "../split.js";

type Shape = readonly number[];
type Names = readonly string[];

/** How a user's own examples are divided. */
export interface DivideOptions {
  /** The share of the examples, and of each class, kept for testing; at 0, all stay in order. */
  test?: number;
  /** Chooses the division. */
  seed?: number;
}

/** A data set of a user's own examples, divided at random. */
export function ownDataset<S extends Shape, C extends Names>(
  name: string,
  all: Split<S, C>,
  { test = 0.2, seed = 1, dropped = 0 }: DivideOptions & { dropped?: number } = {},
): Dataset<S, C> {
  const parts = test === 0 ? { train: all, test: all.take(0) } : all.divide(test, { seed });
  return dataset(ownFacts(name, all), { ...parts, dropped });
}

/** What is known of a user's own data. */
export function ownFacts<S extends Shape, C extends Names>(
  name: string,
  { shape, classes }: { readonly shape: S; readonly classes: C },
): DatasetFacts<S, C> {
  return { name, shape, classes, licence: "your own", source: name, citation: "none" };
}
