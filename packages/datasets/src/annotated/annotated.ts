import type { Shape } from "@rosenblatt/engine";
import type { AnnotationSet } from "../annotations/annotation-set.js";
import { type Dataset, type DatasetFacts, dataset } from "../dataset.js";
import {
  type AnnotatedPart,
  type AnnotatedSource,
  annotatedPart,
  type FrameSize,
} from "./annotated-part.js";
import { readingView } from "./reading-view.js";

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

/** A colour picture of any size. */
export type ColourPicture = readonly [number, number, 3];

/** A data set of annotated pictures. */
export async function annotated<C extends readonly string[], L extends Shape>(
  facts: Omit<DatasetFacts<ColourPicture, C>, "shape">,
  {
    size,
    ...sources
  }: { size: FrameSize; train: AnnotatedSource; test: AnnotatedSource; sample?: boolean },
): Promise<Annotated<ColourPicture, C, L>> {
  const { train, test, sample = false } = sources;
  const count = train.set.images.length + test.set.images.length;
  const view = readingView(facts.name, { count });
  const read = (source: AnnotatedSource): Promise<AnnotatedPart<C, L>> =>
    annotatedPart(source, { classes: facts.classes, size, progress: view.next });
  try {
    const parts = { train: await read(train), test: await read(test) };
    const { shape } = parts.train.split;
    const splits = { train: parts.train.split, test: parts.test.split, sample };
    const annotations = (part: "train" | "test") => parts[part].annotations;
    return Object.assign(dataset({ ...facts, shape }, splits), { annotations });
  } finally {
    view.end();
  }
}
