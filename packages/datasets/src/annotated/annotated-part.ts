import type { Shape } from "@rosenblatt/engine";
import {
  type AnnotatedPicture,
  type Annotation,
  type AnnotationFields,
  type AnnotationSet,
  showing,
} from "../annotations/annotation-set.js";
import type { Box } from "../augment/image.js";
import type { Pixels } from "../files/decode-image.js";
import { pictureRoom } from "../files/picture-room.js";
import type { PictureSize } from "../masks/run-length-mask.js";
import { Split } from "../split.js";
import { framed, framedMap, type PixelMap } from "./frame.js";
import { framedAnnotations } from "./framed-annotations.js";

/** Height and width of all pictures, in pixels; one number for both. */
export type FrameSize = number | readonly [height: number, width: number];

/** Pictures, and what is marked on them. */
export interface AnnotatedSource {
  readonly set: AnnotationFields;
  read(picture: AnnotatedPicture): Pixels | Promise<Pixels>;
  /** The class of each pixel; left out where there is none. */
  map?(picture: AnnotatedPicture): PixelMap | Promise<PixelMap>;
}

/** Pictures as examples, and the annotations on them. */
export interface AnnotatedPart<C extends readonly string[], L extends Shape> {
  readonly split: Split<readonly [number, number, 3], C, L>;
  readonly annotations: AnnotationSet;
}

/** The label of pixels that have no class. */
export const noClass = 255;

/**
 * Reads pictures one after the other into frames of one size. `classes` are background and the
 * set's categories in order. Crowds, and what is hard to recognise, are no boxes to learn from, but
 * stay among the annotations.
 */
export async function annotatedPart<C extends readonly string[], L extends Shape>(
  { set, read, map }: AnnotatedSource,
  { classes, size, progress }: { classes: C; size: FrameSize; progress: () => void },
): Promise<AnnotatedPart<C, L>> {
  const [height, width] = typeof size === "number" ? [size, size] : size;
  const frame = { height, width };
  const count = set.images.length;
  const room = pictureRoom({ size: [height, width], channels: 3, count, fit: framed });
  const labels = new Int32Array(map ? count * height * width : count).fill(-1);
  for (const [i, picture] of set.images.entries()) {
    progress();
    room.add(await read(picture), picture.file);
    if (map) labels.set(await framedLabels(map, { picture, frame }), i * height * width);
  }
  const annotations = showing(framedAnnotations(set, { frame }));
  const split = new Split({
    ...{ shape: [height, width, 3] as const, classes, labels },
    ...{ inputs: room.done().inputs, boxes: boxesOf(annotations), scale: 1 / 255 },
    labelShape: (map ? [height, width] : []) as Shape as L,
    ignore: map ? noClass : -1,
  });
  return { split, annotations };
}

async function framedLabels(
  map: NonNullable<AnnotatedSource["map"]>,
  { picture, frame }: { picture: AnnotatedPicture; frame: PictureSize },
): Promise<Int32Array> {
  return framedMap(await map(picture), { frame, outside: noClass });
}

function boxesOf({ images, annotations }: AnnotationFields): Box[][] {
  const boxes = images.map((): Box[] => []);
  for (const { image, category, box, crowd, difficult } of annotations) {
    const [x, y, width, height] = box;
    if (!(crowd || difficult)) boxes[image - 1]!.push({ x, y, width, height, label: category });
  }
  return boxes;
}

/** The annotations on these pictures alone. */
export function annotationsOn(
  set: AnnotationFields,
  images: readonly AnnotatedPicture[],
): AnnotationFields {
  const ids = new Set(images.map(({ id }) => id));
  return { ...set, images, annotations: set.annotations.filter(({ image }) => ids.has(image)) };
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
