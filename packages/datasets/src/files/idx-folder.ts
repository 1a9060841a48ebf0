import { access } from "node:fs/promises";
import { basename, join } from "node:path";
import { ready } from "@rosenblatt/engine";
import { DataFileError } from "../data-file-error.js";
import { dataset } from "../dataset.js";
import { decodeIdx } from "../idx.js";
import { unzipped } from "../unzipped.js";
import { type ArrayOptions, splitOfArrays } from "./arrays.js";
import type { ArrayDataset } from "./npz.js";
import { ownFacts } from "./own.js";
import { readWhole } from "./read-whole.js";

/** The four files of a data set in MNIST's form. */
export interface IdxFiles {
  readonly train: { readonly images: string; readonly labels: string };
  readonly test: { readonly images: string; readonly labels: string };
}

const limit = 2e9;

/**
 * Your own data in MNIST's form: IDX files of bytes, gzipped or not. A folder holds them by MNIST's
 * names: `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-…`.
 *
 * @example const data = await idx("kmnist"); // or { train: { images, labels }, test: … }
 * @throws DataFileError when a file is missing, broken, or does not belong to the other.
 */
export async function idx(
  source: string | IdxFiles,
  { classes, scale = 1 / 255 }: ArrayOptions = {},
): Promise<ArrayDataset> {
  await ready();
  const files = typeof source === "string" ? await filesIn(source) : source;
  const read = async ({ images, labels }: IdxFiles["train"]) => ({
    inputs: await decoded(images),
    labels: await decoded(labels),
    name: images,
  });
  const train = splitOfArrays(await read(files.train), { ...(classes && { classes }), scale });
  const test = splitOfArrays(await read(files.test), { classes: train.classes, scale });
  const name = typeof source === "string" ? basename(source) : basename(files.train.images);
  return dataset(ownFacts(name, train), { train, test });
}

async function decoded(path: string) {
  const bytes = await unzipped(await readWhole(path, { limit }), { limit, name: path });
  const { sizes, values } = decodeIdx(bytes, { name: path });
  return { shape: sizes, values };
}

async function filesIn(folder: string): Promise<IdxFiles> {
  const find = async (name: string) => {
    for (const path of [join(folder, name), join(folder, `${name}.gz`)]) {
      const there = await access(path).then(
        () => true,
        () => false,
      );
      if (there) {
        return path;
      }
    }
    throw new DataFileError(`Cannot read ${folder}: it needs ${name}, or ${name}.gz`);
  };
  const part = async (name: string) => ({
    images: await find(`${name}-images-idx3-ubyte`),
    labels: await find(`${name}-labels-idx1-ubyte`),
  });
  return { train: await part("train"), test: await part("t10k") };
}
