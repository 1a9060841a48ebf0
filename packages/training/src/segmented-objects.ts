import {
  type AnnotationFields,
  connectedSegments,
  type Detection,
  encodeMask,
  maskArea,
  maskBox,
  type PictureSize,
  type Split,
} from "@rosenblatt/datasets";
import type { Shape, tf } from "@rosenblatt/engine";
import { predict } from "./predict.js";

export interface SegmentedObjectsOptions {
  /** What has fewer pixels is left out. */
  readonly least?: number;
  /** Whether pixels also touch by a corner. */
  readonly corners?: boolean;
  /**
   * Whose ids objects get: pictures in the split's order, and categories in that of the classes
   * after background; without it pictures are numbered from 1, and categories are classes.
   */
  readonly truths?: Pick<AnnotationFields, "images" | "categories">;
}

/**
 * The objects on a split's pictures by a model that tells the class of each pixel: what is of one
 * class and hangs together, but for class 0, which is background. The score is the mean probability
 * of the class over the object's pixels; outputs are logits. Objects of one class that touch are
 * taken for one.
 *
 * @example
 * const { shape, inputs, scale } = data.train.take(20);
 * const labels = Int32Array.from(inputs, (value) => (value > 127 ? 1 : 0));
 * const fields = { shape, inputs, scale, labels, labelShape: [28, 28] } as const;
 * const inked = new Split({ ...fields, classes: ["paper", "ink"] });
 * segmentedObjects(net(shape, conv(8, 3, { pad: "same" }), conv(2, 1)), inked, { least: 5 });
 * @throws RangeError unless each pixel has a label, and the truths are of these pictures and classes.
 */
export function segmentedObjects<S extends Shape, C extends readonly string[]>(
  model: tf.LayersModel,
  split: Split<S, C, Shape>,
  { least = 1, corners = false, truths }: SegmentedObjectsOptions = {},
): Detection[] {
  const [height, width, ...rest] = split.labelShape;
  if (height === undefined || width === undefined || rest.length > 0) {
    throw new RangeError(
      `Cannot tell objects by labels of [${split.labelShape}]: it needs one for each pixel, ` +
        "[height, width]",
    );
  }
  if (truths) checkTruths(truths, split);
  const { outputs, units, classes } = predict(model, split);
  const pixels = height * width;
  return Array.from({ length: split.length }, (_, i) => {
    const labels = classes.subarray(i * pixels, (i + 1) * pixels);
    const logits = outputs.subarray(i * pixels * units, (i + 1) * pixels * units);
    const objects = objectsOf(labels, { logits, height, width, corners });
    return objects
      .filter(({ segmentation }) => maskArea(segmentation) >= least)
      .map((object): Detection => {
        if (!truths) return { image: i + 1, ...object };
        const category = truths.categories[object.category - 1]!.id;
        return { image: truths.images[i]!.id, ...object, category };
      });
  }).flat();
}

function checkTruths(
  { images, categories }: Pick<AnnotationFields, "images" | "categories">,
  { length, classes }: { readonly length: number; readonly classes: readonly string[] },
): void {
  if (images.length === length && categories.length === classes.length - 1) return;
  throw new RangeError(
    `Cannot tell objects: the truths are of ${images.length} pictures and ${categories.length} ` +
      `categories, and there are ${length} and ${classes.length} classes, background first; give ` +
      "those of this split",
  );
}

interface Said extends PictureSize {
  /** Of each pixel, one after the other. */
  readonly logits: Float32Array;
  readonly corners: boolean;
}

function objectsOf(labels: Int32Array, { logits, height, width, corners }: Said) {
  const { ids } = connectedSegments(labels, { height, width, corners });
  const units = logits.length / labels.length;
  const segments = Array.from(
    { length: ids.reduce((a, b) => Math.max(a, b), 0) },
    (): number[] => [],
  );
  ids.forEach((id, pixel) => void segments[id - 1]?.push(pixel));
  return segments.map((pixels) => {
    const category = labels[pixels[0]!]!;
    const bitmap = new Uint8Array(labels.length);
    let sure = 0;
    for (const pixel of pixels) {
      bitmap[pixel] = 1;
      sure += probability(logits.subarray(pixel * units, (pixel + 1) * units), category);
    }
    const segmentation = encodeMask(bitmap, { height, width });
    return { category, score: sure / pixels.length, box: maskBox(segmentation), segmentation };
  });
}

/** By softmax; of the class with the largest logit. */
function probability(logits: Float32Array, largest: number): number {
  const top = logits[largest]!;
  return 1 / logits.reduce((sum, logit) => sum + Math.exp(logit - top), 0);
}
