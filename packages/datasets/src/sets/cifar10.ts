import type { Dataset } from "../dataset.js";
import type { ImageSetOptions } from "../load-image-set.js";
import { type CifarSet, type Colour32, loadCifar } from "./cifar.js";

const classes = [
  "airplane",
  "automobile",
  "bird",
  "cat",
  "deer",
  "dog",
  "frog",
  "horse",
  "ship",
  "truck",
] as const;

/** CIFAR-10's binary archive, with the SHA-256 that belongs to the MD5 which its home publishes. */
export const cifar10Set: CifarSet<typeof classes> = {
  name: "CIFAR-10",
  folder: "cifar-10",
  shape: [32, 32, 3],
  classes,
  licence: "none stated",
  source: "https://www.cs.toronto.edu/~kriz/cifar.html",
  citation: "A. Krizhevsky, Learning multiple layers of features from tiny images, 2009",
  address: "https://www.cs.toronto.edu/~kriz",
  archive: {
    name: "cifar-10-binary.tar.gz",
    limit: 170_052_171,
    checksum: {
      kind: "sha256",
      hex: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
    },
    sample: "cifar-10-sample.tar.gz",
  },
  unshipped: "no sample of it ships, since no licence allows that",
  train: /(^|\/)data_batch_[1-5]\.bin$/,
  test: /(^|\/)test_batch\.bin$/,
  labels: 1,
  label: 0,
};

/**
 * CIFAR-10: 50,000 photographs to train with and 10,000 to test with, colour, 32 × 32, in ten
 * classes. No licence is stated, so that no sample ships; 170 MB are fetched, once.
 *
 * @example const data = await cifar10({ train: 5000, test: 1000 });
 * @throws Unreachable when it is nowhere to be had; DataFileError when a copy is not as published.
 */
export function cifar10(options: ImageSetOptions = {}): Promise<Dataset<Colour32, typeof classes>> {
  return loadCifar(cifar10Set, options);
}
