import {
  type Annotated,
  type Annotation,
  type AnnotationSet,
  type BoxEdges,
  boxIou,
  type Dataset,
  dataset,
  Split,
} from "@rosenblatt/datasets";
import type { Shape } from "@rosenblatt/engine";
import type { Detector, RegionHead } from "@rosenblatt/models";
import { joined } from "../../joined.js";
import { type MarkedRegion, maskTargets } from "./mask-targets.js";
import { proposals } from "./proposals.js";
import { regionFeatures } from "./region-features.js";
import { correction } from "./region-offsets.js";

export interface RegionsOptions {
  /** At most so many of each picture that the detector proposes; true boxes come to them. */
  readonly most?: number;
  /** A region that overlaps an object by this or more is to tell of it. */
  readonly positive?: number;
}

/** Regions of pictures, as features with what a head is to tell of them. */
export type Regions = Dataset<readonly [number, number, number], readonly [], readonly [number]>;

/**
 * What the second stage of a detector learns from: the regions that the first proposes on each
 * picture, and the true boxes, each with its features, class, offsets and mask. The first stage is
 * trained before and stays as it is, and the second learns on its features: Faster R-CNN's training
 * in four steps (Ren et al., 2015, section 3.2) does so in its last step alone, and its second trains
 * convolutions of the second stage's own.
 *
 * @example
 * const garments = await scenes({ count: 20 });
 * const encoder = resnet18({ shape: garments.shape, width: 0.125 });
 * const detector = fcos({ classes: garments.classes, encoder, strides: [8] });
 * const head = regionHead(detector);
 * const found = await regions({ detector, head }, garments);
 * await fit(head, found, { epochs: 1 });
 * @throws RangeError for objects without a mask, and where nothing is marked.
 */
export async function regions<S extends Shape, C extends readonly string[]>(
  stages: Stages<S>,
  data: Annotated<S, C, Shape>,
  { most = 12, positive = 0.5 }: RegionsOptions = {},
): Promise<Regions> {
  const part = (name: "train" | "test") =>
    splitOf(stages, data[name], { truths: data.annotations(name), most, positive });
  const parts = { train: await part("train"), test: await part("test") };
  const { licence, source, citation } = data;
  const { shape } = parts.train;
  const name = `Regions of ${data.name}`;
  return dataset({ name, shape, classes: [], licence, source, citation }, parts);
}

/** A detector, which proposes boxes, and the head that tells what is in them. */
export interface Stages<S extends Shape = Shape> {
  readonly detector: Detector<S>;
  readonly head: RegionHead;
}

async function splitOf<S extends Shape, C extends readonly string[]>(
  { detector, head }: Stages<S>,
  split: Split<S, C, Shape>,
  { truths, most, positive }: Required<RegionsOptions> & { truths: AnnotationSet },
): Promise<Regions["train"]> {
  const proposed = await proposals(detector, split, { most });
  const objects = objectsOf(truths);
  const boxes = proposed.map((own, i) => [...own, ...objects[i]!.map(({ box }) => box)]);
  const { values, shape } = await regionFeatures(detector, split, { boxes, size: head.size });
  const [height = 0, width = 0] = split.shape;
  const labels = boxes.map((own, i) => {
    const marked = own.map((box) => ({ box, object: nearest(box, objects[i]!, positive) }));
    return labelsOf(marked, { head, picture: { height, width } });
  });
  return new Split({
    ...{ shape, classes: [], inputs: values },
    ...{ labels: joined(labels), labelShape: [5 + head.mask ** 2] as const },
  });
}

/** The objects on each picture; crowds, and what is hard to recognise, are none to learn from. */
function objectsOf({ images, annotations }: AnnotationSet): Annotation[][] {
  const objects = new Map(images.map(({ id }): [number, Annotation[]] => [id, []]));
  for (const object of annotations) {
    if (!(object.crowd || object.difficult)) objects.get(object.image)!.push(object);
  }
  return [...objects.values()];
}

/** The object that a box overlaps most, when it is enough. */
function nearest(
  box: BoxEdges,
  objects: readonly Annotation[],
  least: number,
): Annotation | undefined {
  const overlaps = objects.map((object) => boxIou(box, object.box));
  const most = Math.max(...overlaps);
  return most >= least ? objects[overlaps.indexOf(most)] : undefined;
}

interface Seen {
  readonly box: BoxEdges;
  readonly object: Annotation | undefined;
}

/** For each region the number of its class, 0 for background, offsets, and the mask row by row. */
function labelsOf(
  seen: readonly Seen[],
  { head, picture }: { head: RegionHead; picture: { height: number; width: number } },
): Float32Array {
  const pixels = head.mask ** 2;
  const labels = new Float32Array(seen.length * (5 + pixels));
  const marked = seen.filter((region): region is MarkedRegion => region.object !== undefined);
  const masks = maskTargets(marked, { size: head.mask, picture });
  let used = 0;
  seen.forEach(({ box, object }, i) => {
    if (!object) return;
    const logit = head.things.indexOf(object.category) + 1;
    const own = masks.subarray(used * pixels, (used + 1) * pixels);
    labels.set([logit, ...correction(object.box, box), ...own], i * (5 + pixels));
    used += 1;
  });
  return labels;
}
