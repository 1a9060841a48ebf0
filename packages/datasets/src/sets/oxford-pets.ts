import { ready } from "@rosenblatt/engine";
import type { MarkedClasses } from "../annotated/annotated.js";
import { greyLabels } from "../annotated/label-picture.js";
import {
  type ColourPicture,
  type FrameSize,
  noClass,
  type PictureSource,
  pictureDataset,
} from "../annotated/picture-dataset.js";
import { DataFileError } from "../data-file-error.js";
import type { Dataset, DatasetFacts } from "../dataset.js";
import type { SearchPlaces } from "../search-places.js";
import type { Archive, ArchivedSet } from "./find-archive.js";
import { fromLargeArchive } from "./large-archive.js";
import { type Wanted, type WantedFiles, wantedFiles } from "./wanted-files.js";

/** What is known of the set, and its two archives. */
export interface PetsFiles
  extends Omit<DatasetFacts<ColourPicture, []>, "shape" | "classes">,
    Omit<ArchivedSet, "archive"> {
  readonly annotations: Archive;
  readonly images: Archive;
}

/** MD5 sums as torchvision publishes them. */
export const petsSet: PetsFiles = {
  name: "Oxford-IIIT Pet",
  folder: "oxford-iiit-pet",
  licence: "CC BY-SA 4.0",
  source: "https://www.robots.ox.ac.uk/~vgg/data/pets",
  citation: "O. Parkhi, A. Vedaldi, A. Zisserman, C. Jawahar, Cats and dogs, CVPR 2012",
  address: "https://www.robots.ox.ac.uk/~vgg/data/pets/data",
  annotations: {
    name: "annotations.tar.gz",
    limit: 64e6,
    checksum: { kind: "md5", hex: "95a8c909bbe2e81eed6a22bccdf3f68f" },
  },
  images: {
    name: "images.tar.gz",
    limit: 1e9,
    checksum: { kind: "md5", hex: "5c4f3ee8e5d25df40f4fd59a7f44e54c" },
  },
  unshipped: "no sample of it ships",
};

/** Which pictures, and how. */
export interface OxfordPetsOptions {
  /** What a pet's pixels are: `"cat"` or `"dog"`, or one of 37 breeds, such as `"Abyssinian"`. */
  by?: "species" | "breed";
  /** Height and width, in pixels. */
  size?: FrameSize;
  /** At most so many pictures of each part. */
  count?: number;
}

/**
 * Oxford-IIIT Pet: cats and dogs, each pixel of background or of the pet, or of none on the pet's
 * border; divided as published, 3,680 pictures to train and 3,669 to test with, those of each breed
 * spread over the list. Pictures keep their proportions, and are grey outside of their edges.
 *
 * @example const pets = await oxfordPets({ size: 128, count: 500 });
 * @throws Unreachable when it is nowhere to be had; DataFileError when a copy is not as published.
 */
export async function oxfordPets(
  { by = "species", size = 128, count = 1000 }: OxfordPetsOptions = {},
  { places, set = petsSet }: { places?: SearchPlaces; set?: PetsFiles } = {},
): Promise<Dataset<ColourPicture, MarkedClasses, readonly [number, number]>> {
  await ready();
  const filesOf = (archive: Archive, inside: Pick<Wanted, "folder" | "files">) => {
    const use = (path: string) => wantedFiles(path, { ...inside, archive });
    return fromLargeArchive({ ...set, archive }, { places, use });
  };
  const marks = await filesOf(set.annotations, {
    folder: "annotations/",
    files: (path) => /\.txt$|^trimaps\/[^.].*\.png$/.test(path),
  });
  const lists = {
    train: spread(petsIn(marks, "trainval.txt"), count),
    test: spread(petsIn(marks, "test.txt"), count),
  };
  const wanted = new Set([...lists.train, ...lists.test].map(({ name }) => `${name}.jpg`));
  const images = await filesOf(set.images, {
    folder: "images/",
    files: (path) => wanted.has(path),
  });
  const breeds = breedsIn(petsIn(marks, "list.txt"));
  const classes: MarkedClasses = ["background", ...(by === "breed" ? breeds : ["cat", "dog"])];
  const source = (pets: readonly Pet[]): PictureSource => ({
    count: pets.length,
    read: (i) => images.picture(`${pets[i]!.name}.jpg`),
    map: (i) => {
      const label = pets[i]![by];
      const labelOf = (grey: number) => ({ 1: label, 2: 0 })[grey] ?? noClass;
      return greyLabels(marks.picture(`trimaps/${pets[i]!.name}.png`), { labelOf });
    },
  });
  return pictureDataset(
    { ...set, classes },
    { size, train: source(lists.train), test: source(lists.test) },
  );
}

/** A line of a list: `Abyssinian_100 1 1 1`, which are breed, species and breed of the species. */
interface Pet {
  readonly name: string;
  readonly breed: number;
  /** 1 is a cat, 2 a dog. */
  readonly species: number;
}

function petsIn(files: WantedFiles, list: string): Pet[] {
  return files.lines(list).map((line) => {
    const match = /^(\w[\w.-]*_\d+) (\d+) ([12]) \d+$/.exec(line);
    if (match) return { name: match[1]!, breed: Number(match[2]), species: Number(match[3]) };
    throw new DataFileError(
      `Cannot read ${list} of Oxford-IIIT Pet: each line must be like "Abyssinian_100 1 1 1", got ` +
        `${JSON.stringify(line.slice(0, 60))}; fetch it anew`,
    );
  });
}

function breedsIn(pets: readonly Pet[]): string[] {
  const names = new Map(pets.map(({ name, breed }) => [breed, name.replace(/_\d+$/, "")]));
  return [...names.keys()].sort((a, b) => a - b).map((breed) => names.get(breed)!);
}

/** So many of a list that goes breed by breed, at even distances. */
function spread(pets: readonly Pet[], count: number): Pet[] {
  const kept = Math.min(count, pets.length);
  return Array.from({ length: kept }, (_, i) => pets[Math.floor((i * pets.length) / kept)]!);
}
