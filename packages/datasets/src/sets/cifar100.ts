import type { Dataset } from "../dataset.js";
import type { ImageSetOptions } from "../load-image-set.js";
import { type CifarSet, type Colour32, loadCifar } from "./cifar.js";

const fine = [
  "apple",
  "aquarium fish",
  "baby",
  "bear",
  "beaver",
  "bed",
  "bee",
  "beetle",
  "bicycle",
  "bottle",
  "bowl",
  "boy",
  "bridge",
  "bus",
  "butterfly",
  "camel",
  "can",
  "castle",
  "caterpillar",
  "cattle",
  "chair",
  "chimpanzee",
  "clock",
  "cloud",
  "cockroach",
  "couch",
  "crab",
  "crocodile",
  "cup",
  "dinosaur",
  "dolphin",
  "elephant",
  "flatfish",
  "forest",
  "fox",
  "girl",
  "hamster",
  "house",
  "kangaroo",
  "keyboard",
  "lamp",
  "lawn mower",
  "leopard",
  "lion",
  "lizard",
  "lobster",
  "man",
  "maple tree",
  "motorcycle",
  "mountain",
  "mouse",
  "mushroom",
  "oak tree",
  "orange",
  "orchid",
  "otter",
  "palm tree",
  "pear",
  "pickup truck",
  "pine tree",
  "plain",
  "plate",
  "poppy",
  "porcupine",
  "possum",
  "rabbit",
  "raccoon",
  "ray",
  "road",
  "rocket",
  "rose",
  "sea",
  "seal",
  "shark",
  "shrew",
  "skunk",
  "skyscraper",
  "snail",
  "snake",
  "spider",
  "squirrel",
  "streetcar",
  "sunflower",
  "sweet pepper",
  "table",
  "tank",
  "telephone",
  "television",
  "tiger",
  "tractor",
  "train",
  "trout",
  "tulip",
  "turtle",
  "wardrobe",
  "whale",
  "willow tree",
  "wolf",
  "woman",
  "worm",
] as const;

const coarse = [
  "aquatic mammals",
  "fish",
  "flowers",
  "food containers",
  "fruit and vegetables",
  "household electrical devices",
  "household furniture",
  "insects",
  "large carnivores",
  "large man-made outdoor things",
  "large natural outdoor scenes",
  "large omnivores and herbivores",
  "medium mammals",
  "non-insect invertebrates",
  "people",
  "reptiles",
  "small mammals",
  "trees",
  "vehicles 1",
  "vehicles 2",
] as const;

/** CIFAR-100's binary archive, with the MD5 that its home publishes, of the fine classes. */
export const cifar100Set: CifarSet<typeof fine> = {
  name: "CIFAR-100",
  folder: "cifar-100",
  shape: [32, 32, 3],
  classes: fine,
  licence: "none stated",
  source: "https://www.cs.toronto.edu/~kriz/cifar.html",
  citation: "A. Krizhevsky, Learning multiple layers of features from tiny images, 2009",
  address: "https://www.cs.toronto.edu/~kriz",
  archive: {
    name: "cifar-100-binary.tar.gz",
    limit: 200e6,
    checksum: { kind: "md5", hex: "03b5dce01913d631647c71ecec9e9cb8" },
  },
  unshipped: "no sample of it ships, since no licence allows that",
  train: /(^|\/)train\.bin$/,
  test: /(^|\/)test\.bin$/,
  labels: 2,
  label: 1,
};

/** Which classes, and how much to load. */
export interface Cifar100Options<K extends "fine" | "coarse"> extends ImageSetOptions {
  /** A hundred classes, or the twenty that they belong to. */
  labels?: K;
}

/** The classes of this kind. */
type Classes<K extends "fine" | "coarse"> = K extends "fine" ? typeof fine : typeof coarse;

/**
 * CIFAR-100: 50,000 photographs to train with and 10,000 to test with, colour, 32 × 32, in a hundred
 * classes, or in twenty with `{ labels: "coarse" }`. No licence is stated, so that no sample ships;
 * 169 MB are fetched, once.
 *
 * @example const data = await cifar100({ labels: "coarse", train: 5000 });
 * @throws Unreachable when it is nowhere to be had; DataFileError when a copy is not as published.
 */
export function cifar100<K extends "fine" | "coarse" = "fine">({
  labels = "fine" as K,
  ...options
}: Cifar100Options<K> = {}): Promise<Dataset<Colour32, Classes<K>>> {
  const set = labels === "fine" ? cifar100Set : { ...cifar100Set, classes: coarse, label: 0 };
  return loadCifar(set as CifarSet<Classes<K>>, options);
}
