import { tf } from "../tf.js";

/** How regions are read. */
export interface RoiAlignOptions {
  /** Rows and columns of what is made of each region. */
  readonly size: number;
  /** Pixels of the picture, in which boxes are told, for each place of the features. */
  readonly stride: number;
  /** So many places across and down are read in each cell of a region, and their mean is taken. */
  readonly samples?: number;
}

/**
 * What lies in regions of feature maps, brought to one size: `[regions, size, size, channels]` of
 * features `[n, rows, columns, channels]`. Each region is a box, `[x, y, width, height]` in the
 * picture's pixels, `[regions, 4]`, of the map that `owners`, `[regions]`, int32, tells. Values
 * between places are bilinear, nothing is rounded; outside of the map by more than one place, they
 * are 0. As torchvision's `roi_align` with `aligned=True`. Gradients go to the features.
 *
 * Source: He, Gkioxari, Dollár, Girshick, Mask R-CNN (2017), section 3,
 * https://arxiv.org/abs/1703.06870
 *
 * @example
 * const features = tf.range(0, 16).reshape([1, 4, 4, 1]) as tf.Tensor4D;
 * const boxes = tf.tensor2d([[8, 8, 16, 16]]);
 * const inside = roiAlign({ features, boxes, owners: tf.tensor1d([0], "int32") }, { size: 2, stride: 8 });
 * inside.flatten(); // [5, 6, 9, 10]
 * @throws RangeError unless there is an owner for each box, and size, stride and samples are above 0.
 */
export function roiAlign(
  { features, boxes, owners }: AlignedRegions,
  { size, stride, samples = 2 }: RoiAlignOptions,
): tf.Tensor4D {
  check({ boxes, owners }, { size, stride, samples });
  return tf.tidy(() => {
    const [, rows, columns, channels] = features.shape;
    const count = boxes.shape[0];
    const [x, y, width, height] = tf.split(tf.div(boxes, stride), 4, 1) as tf.Tensor2D[];
    const down = shares(y!, height!, { places: rows, size, samples });
    const across = shares(x!, width!, { places: columns, size, samples });
    const maps = tf.gather(features, owners).reshape([count, rows, columns * channels]);
    const lines = tf.matMul(down, maps).reshape([count, size, columns, channels]);
    const turned = tf.transpose(lines, [0, 2, 1, 3]).reshape([count, columns, size * channels]);
    const cells = tf.matMul(across, turned).reshape([count, size, size, channels]);
    return tf.transpose(cells, [0, 2, 1, 3]) as tf.Tensor4D;
  });
}

/** Feature maps, boxes on the pictures that they are of, and which map each box is on. */
export interface AlignedRegions {
  readonly features: tf.Tensor4D;
  readonly boxes: tf.Tensor2D;
  readonly owners: tf.Tensor1D;
}

/**
 * How much each place along one axis counts in each cell of each region, `[regions, size, places]`:
 * bilinear reading is linear, so that reading all regions is a product of matrices.
 */
function shares(
  start: tf.Tensor2D,
  length: tf.Tensor2D,
  { places, size, samples }: { places: number; size: number; samples: number },
): tf.Tensor3D {
  const count = start.shape[0];
  const steps = tf.div(tf.add(tf.range(0, size * samples), 0.5), size * samples);
  // A box's edge at 0 is the border of the first place, whose middle is read at 0.
  const at = tf.sub(tf.add(start, tf.mul(length, tf.expandDims(steps, 0))), 0.5);
  const inside = tf.cast(
    tf.logicalAnd(tf.greaterEqual(at, -1), tf.lessEqual(at, places)),
    "float32",
  );
  const held = tf.expandDims(tf.clipByValue(at, 0, places - 1), 2);
  const near = tf.relu(tf.sub(1, tf.abs(tf.sub(held, tf.range(0, places)))));
  const counted = tf.mul(near, tf.expandDims(inside, 2));
  return tf.mean(counted.reshape([count, size, samples, places]), 2);
}

function check(
  { boxes, owners }: Omit<AlignedRegions, "features">,
  { size, stride, samples }: Required<RoiAlignOptions>,
): void {
  if (boxes.shape[1] !== 4 || owners.shape[0] !== boxes.shape[0]) {
    throw new RangeError(
      `Cannot align regions: boxes must be [regions, 4] and owners [regions], got [${boxes.shape}] ` +
        `and [${owners.shape}]`,
    );
  }
  const whole = [size, samples].every((count) => Number.isInteger(count) && count > 0);
  if (!(whole && stride > 0)) {
    throw new RangeError(
      `Cannot align regions with size = ${size}, stride = ${stride} and samples = ${samples}: all ` +
        "must be above 0, and size and samples whole numbers",
    );
  }
}
