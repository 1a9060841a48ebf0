import type { Shape } from "@rosenblatt/engine";
import {
  type AnnotatedPicture,
  type Annotation,
  type AnnotationFields,
  type AnnotationSet,
  showing,
} from "../annotations/annotation-set.js";
import type { Box } from "../augment/image.js";
import type { Dataset, DatasetFacts } from "../dataset.js";
import type { Pixels } from "../files/decode-image.js";
import type { PixelMap } from "./frame.js";
import { framedAnnotations } from "./framed-annotations.js";
import {
  type ColourPicture,
  type FrameSize,
  frameOf,
  type PictureSource,
  pictureDataset,
} from "./picture-dataset.js";

/** Background, which is class 0, and the classes of what is marked. */
export type MarkedClasses<C extends readonly string[] = readonly string[]> = readonly [
  "background",
  ...C,
];

/**
 * Pictures with boxes and, where `L` is `[height, width]`, a class for each pixel, and the same as
 * annotations, by which detections are scored.
 */
export interface Annotated<
  S extends Shape,
  C extends readonly string[],
  L extends Shape = readonly [],
> extends Dataset<S, C, L> {
  /** What is marked on a part's pictures, which are numbered from 1; class 1 is category 1. */
  annotations(part: "train" | "test"): AnnotationSet;
}

/** Annotated pictures, and how each is read. */
export interface AnnotatedSource {
  readonly set: AnnotationFields;
  read(picture: AnnotatedPicture): Pixels | Promise<Pixels>;
  /** The class of each pixel; left out where it is not known. */
  map?(picture: AnnotatedPicture): PixelMap | Promise<PixelMap>;
}

/** Two sets of annotated pictures in frames of one size. */
export interface AnnotatedSources {
  readonly size: FrameSize;
  readonly train: AnnotatedSource;
  readonly test: AnnotatedSource;
  /** They are a sample only. */
  readonly sample?: boolean;
}

/** A data set of annotated pictures. Its classes are background and the sets' categories, in order. */
export async function annotated<C extends readonly string[], L extends Shape>(
  facts: Omit<DatasetFacts<ColourPicture, C>, "shape">,
  { size, train, test, sample = false }: AnnotatedSources,
): Promise<Annotated<ColourPicture, C, L>> {
  const frame = frameOf(size);
  const sets = {
    train: showing(framedAnnotations(train.set, { frame })),
    test: showing(framedAnnotations(test.set, { frame })),
  };
  const data = await pictureDataset<C, L>(facts, {
    ...{ size, sample },
    train: { ...picturesOf(train), boxes: boxesOf(sets.train) },
    test: { ...picturesOf(test), boxes: boxesOf(sets.test) },
  });
  return Object.assign(data, { annotations: (part: "train" | "test") => sets[part] });
}

function picturesOf({ set: { images }, read, map }: AnnotatedSource): PictureSource {
  return {
    count: images.length,
    read: (i) => read(images[i]!),
    ...(map && { map: (i: number) => map(images[i]!) }),
  };
}

/** Crowds, and what is hard to recognise, are no boxes to learn from. */
function boxesOf({ images, annotations }: AnnotationFields): Box[][] {
  const boxes = images.map((): Box[] => []);
  for (const { image, category, box, crowd, difficult } of annotations) {
    const [x, y, width, height] = box;
    if (!(crowd || difficult)) boxes[image - 1]!.push({ x, y, width, height, label: category });
  }
  return boxes;
}

/** The annotations on each picture, by its id. */
export function byPicture({
  images,
  annotations,
}: AnnotationFields): ReadonlyMap<number, readonly Annotation[]> {
  const found = new Map(images.map(({ id }): [number, Annotation[]] => [id, []]));
  for (const annotation of annotations) found.get(annotation.image)!.push(annotation);
  return found;
}
