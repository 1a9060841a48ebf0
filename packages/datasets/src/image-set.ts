import type { DataFile } from "./data-file.js";
import type { DatasetFacts } from "./dataset.js";

/** The four files of a data set in MNIST's form. */
export const parts = ["trainImages", "trainLabels", "testImages", "testLabels"] as const;

/** One of those files. */
export type Part = (typeof parts)[number];

/** A data set in MNIST's form: images of bytes and labels as IDX files. */
export interface ImageSet<C extends readonly string[]> extends DatasetFacts<Grey28, C> {
  /** The name of its folder in every place. */
  readonly folder: string;
  /** Where the files are on the web. */
  readonly address: string;
  readonly files: Readonly<Record<Part, DataFile>>;
}

/** The shape of MNIST's images. */
export type Grey28 = readonly [28, 28, 1];
