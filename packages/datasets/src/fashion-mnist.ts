import type { Dataset } from "./dataset.js";
import type { Grey28, ImageSet } from "./image-set.js";
import { type ImageSetOptions, loadImageSet } from "./load-image-set.js";

const classes = [
  "T-shirt/top",
  "Trouser",
  "Pullover",
  "Dress",
  "Coat",
  "Sandal",
  "Shirt",
  "Sneaker",
  "Bag",
  "Ankle boot",
] as const;

/** Fashion-MNIST's files; put back into their gzip headers they have the MD5 sums its home publishes. */
export const fashionMnistSet: ImageSet<typeof classes> = {
  name: "Fashion-MNIST",
  folder: "fashion-mnist",
  shape: [28, 28, 1],
  classes,
  licence: "MIT",
  source: "https://github.com/zalandoresearch/fashion-mnist",
  citation:
    "H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms, arXiv:1708.07747, 2017",
  address: "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion",
  files: {
    trainImages: {
      name: "train-images-idx3-ubyte",
      bytes: 47040016,
      sha256: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    },
    trainLabels: {
      name: "train-labels-idx1-ubyte",
      bytes: 60008,
      sha256: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    },
    testImages: {
      name: "t10k-images-idx3-ubyte",
      bytes: 7840016,
      sha256: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    },
    testLabels: {
      name: "t10k-labels-idx1-ubyte",
      bytes: 10008,
      sha256: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    },
  },
};

/**
 * Fashion-MNIST: 60,000 pictures of clothes to train with and 10,000 to test with, grey, 28 × 28,
 * in ten classes. MIT, Zalando SE.
 *
 * @example
 * const data = await fashionMnist({ train: 1000, test: 500 });
 * data.train.show(24);
 * @throws Error when a copy is found that is not what was published.
 */
export function fashionMnist(
  options: ImageSetOptions = {},
): Promise<Dataset<Grey28, typeof classes>> {
  return loadImageSet(fashionMnistSet, options);
}
