import { type Annotation, type BoxEdges, decodeMask, segmentationMask } from "@rosenblatt/datasets";
import { roiAlign, tf } from "@rosenblatt/engine";

/** An object, and the region that is to tell of it. */
export interface MarkedRegion {
  readonly box: BoxEdges;
  readonly object: Annotation;
}

/**
 * The masks of objects as seen in regions, `size` × `size` pixels each, one after the other: 1 where
 * at least half of a pixel is the object's.
 *
 * @throws RangeError for an object without a mask.
 */
export function maskTargets(
  regions: readonly MarkedRegion[],
  { size, picture }: { size: number; picture: { readonly height: number; readonly width: number } },
): Float32Array {
  if (regions.length === 0) return new Float32Array(0);
  const { height, width } = picture;
  const objects = [...new Set(regions.map(({ object }) => object))];
  const bitmaps = objects.map((object) => bitmapOf(object, { height, width }));
  return tf.tidy(() => {
    const features = tf.stack(
      bitmaps.map((bits) => tf.tensor3d(bits, [height, width, 1], "float32")),
    );
    const boxes = tf.tensor2d(regions.map(({ box }) => [...box]));
    const owners = tf.tensor1d(
      regions.map(({ object }) => objects.indexOf(object)),
      "int32",
    );
    const seen = roiAlign(
      { features: features as tf.Tensor4D, boxes, owners },
      { size, stride: 1 },
    );
    return seen.greaterEqual(0.5).cast("float32").dataSync() as Float32Array;
  });
}

function bitmapOf(
  { segmentation, id }: Annotation,
  picture: { height: number; width: number },
): Uint8Array {
  if (segmentation) return decodeMask(segmentationMask(segmentation, picture));
  throw new RangeError(
    `Cannot learn masks from annotation ${id}: it has a box only; take data with masks, such as scenes()`,
  );
}
