import type { Dataset } from "./dataset.js";
import type { Grey28, ImageSet } from "./image-set.js";
import { type ImageSetOptions, loadImageSet } from "./load-image-set.js";

const classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** MNIST's files. */
export const mnistSet: ImageSet<typeof classes> = {
  name: "MNIST",
  folder: "mnist",
  shape: [28, 28, 1],
  classes,
  licence: "CC BY-SA 3.0",
  source: "http://yann.lecun.com/exdb/mnist/",
  citation:
    "Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document recognition, Proceedings of the IEEE 86, 1998",
  address: "https://ossci-datasets.s3.amazonaws.com/mnist",
  files: {
    trainImages: {
      name: "train-images-idx3-ubyte",
      bytes: 47040016,
      sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    },
    trainLabels: {
      name: "train-labels-idx1-ubyte",
      bytes: 60008,
      sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    },
    testImages: {
      name: "t10k-images-idx3-ubyte",
      bytes: 7840016,
      sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    },
    testLabels: {
      name: "t10k-labels-idx1-ubyte",
      bytes: 10008,
      sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    },
  },
};

/**
 * MNIST: 60,000 handwritten digits to train with and 10,000 to test with, grey, 28 × 28.
 * CC BY-SA 3.0, Y. LeCun and C. Cortes.
 *
 * @example
 * const data = await mnist({ train: 1000, test: 500 });
 * data.train.show(24);
 * @throws Error when a copy is found that is not what was published.
 */
export function mnist(options: ImageSetOptions = {}): Promise<Dataset<Grey28, typeof classes>> {
  return loadImageSet(mnistSet, options);
}
