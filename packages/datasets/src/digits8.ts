import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ready } from "@rosenblatt/engine";
import { type Dataset, dataset } from "./dataset.js";
import { decodeIdx } from "./idx.js";
import { samplesFolder } from "./samples-folder.js";
import { Split } from "./split.js";
import { sharedArray } from "./stream/shared-array.js";
import { unzipped } from "./unzipped.js";

const classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** How many handwritten digits there are. */
const count = 1797;

/**
 * Handwritten digits of 8 × 8 pixels: 1,797 by 13 writers, grey from 0 to 1 in steps of 1/16; ships
 * whole. Small enough to train on in a second. Both parts have the same share of each digit.
 *
 * @example const data = await digits8({ test: 0.5 });
 * data.train.length; // 896: half of each class, rounded
 * @throws RangeError unless 0 <= test < 1.
 */
export async function digits8({
  test = 0.2,
  seed = 1,
}: {
  /** The share of each digit that is kept for testing. */
  test?: number;
  /** Chooses the division. */
  seed?: number;
} = {}): Promise<Dataset<readonly [8, 8, 1], typeof classes>> {
  await ready();
  const [images, labels] = await Promise.all([
    read("images-idx3-ubyte", 16 + 64 * count),
    read("labels-idx1-ubyte", 8 + count),
  ]);
  const all = new Split({
    shape: [8, 8, 1] as const,
    classes,
    inputs: sharedArray(images),
    labels: Int32Array.from(labels),
    scale: 1 / 16,
  });
  return dataset(
    {
      name: "Digits of 8 × 8 pixels",
      shape: all.shape,
      classes,
      licence: "CC BY 4.0",
      source: "https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits",
      citation: "E. Alpaydin, C. Kaynak, Cascading classifiers, Kybernetika 34(4), 1998",
    },
    all.divide(test, { seed }),
  );
}

async function read(name: string, limit: number): Promise<Uint8Array> {
  const path = join(samplesFolder, "digits8", `${name}.gz`);
  const bytes = await unzipped(await readFile(path), { limit, name: path });
  return decodeIdx(bytes, { name: path }).values;
}
