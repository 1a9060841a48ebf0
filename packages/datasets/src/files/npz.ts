import { basename } from "node:path";
import { ready } from "@rosenblatt/engine";
import { zipEntries } from "../archive/zip.js";
import { DataFileError } from "../data-file-error.js";
import { type Dataset, dataset } from "../dataset.js";
import { type ArrayOptions, splitOfArrays } from "./arrays.js";
import { decodeNpy, type NpyArray } from "./npy.js";
import { type DivideOptions, ownDataset, ownFacts } from "./own.js";
import { readWhole } from "./read-whole.js";

/** Which arrays of a file are the examples. */
export interface NpzOptions extends ArrayOptions, DivideOptions {
  /** The name of the inputs. */
  inputs?: string;
  /** The name of the labels. */
  labels?: string;
}

/** The examples in a user's own arrays. */
export type ArrayDataset = Dataset<readonly number[], readonly string[]>;

const limit = 4e9;

/**
 * Your own arrays, as `numpy.savez(path, x=…, y=…)` or `savez_compressed` writes them. With
 * `x_train`, `y_train`, `x_test` and `y_test`, the parts are those; else the arrays are divided.
 * Whole numbers as labels are classes, others are numbers to predict.
 *
 * @example const data = await npz("mnist.npz"); // or { inputs: "images", labels: "digits" }
 * @throws DataFileError when the file is broken, or lacks these arrays.
 */
export async function npz(
  path: string,
  { inputs = "x", labels = "y", test = 0.2, seed = 1, ...options }: NpzOptions = {},
): Promise<ArrayDataset> {
  await ready();
  const arrays = await arraysOf(path);
  const pick = (part: string) => {
    const [x, y] = [arrays.get(`${inputs}${part}`), arrays.get(`${labels}${part}`)];
    return x && y && { inputs: x(), labels: y(), name: path };
  };
  const [train, held, all] = [pick("_train"), pick("_test"), pick("")];
  const name = basename(path);
  if (train && held) {
    const first = splitOfArrays(train, options);
    const classes = options.classes ?? first.classes;
    const parts = { train: first, test: splitOfArrays(held, { ...options, classes }) };
    return dataset(ownFacts(name, first), parts);
  }
  if (all) {
    return ownDataset(name, splitOfArrays(all, options), { test, seed });
  }
  throw new DataFileError(
    `Cannot read ${path}: it needs arrays ${inputs} and ${labels}, or ${inputs}_train, ` +
      `${labels}_train, ${inputs}_test and ${labels}_test; it has ${[...arrays.keys()].join(", ")}`,
  );
}

/**
 * Your own inputs and labels, each an array that `numpy.save` wrote.
 *
 * @example const data = await npy("images.npy", "digits.npy", { test: 0.1 });
 * @throws DataFileError when a file is broken, or they do not belong together.
 */
export async function npy(
  inputs: string,
  labels: string,
  { test = 0.2, seed = 1, ...options }: ArrayOptions & DivideOptions = {},
): Promise<ArrayDataset> {
  await ready();
  const read = async (path: string) => decodeNpy(await readWhole(path, { limit }), { name: path });
  const [x, y] = [await read(inputs), await read(labels)];
  const all = splitOfArrays({ inputs: x, labels: y, name: inputs }, options);
  return ownDataset(basename(inputs), all, { test, seed });
}

async function arraysOf(path: string): Promise<Map<string, () => NpyArray>> {
  const entries = zipEntries(await readWhole(path, { limit }), { name: path, limit });
  return new Map(
    entries
      .filter((entry) => entry.path.endsWith(".npy"))
      .map((entry) => {
        const name = `${entry.path} in ${path}`;
        return [entry.path.slice(0, -4), () => decodeNpy(entry.read(), { name })];
      }),
  );
}
