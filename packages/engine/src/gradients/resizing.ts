import { tf } from "../tf.js";
import { tracedName } from "../trace/backend.js";
import { pickingGradient } from "./picking.js";

interface Attributes {
  size: [number, number];
  alignCorners: boolean;
  halfPixelCenters: boolean;
}

/**
 * The gradient of resizing by nearest pixels; TensorFlow.js forgets `halfPixelCenters` in it, and
 * its plain backend mixes up the pictures of a batch.
 */
export function nearestGradient(): tf.GradConfig {
  const kernelName = tf.ResizeNearestNeighbor;
  const stock = tf.getGradient(kernelName);
  const picking = pickingGradient({ kernelName, from: "images" });
  const gradFunc: tf.GradFunc = (dy, saved, attrs) =>
    (tf.getBackend() === tracedName ? stock : picking).gradFunc(dy, saved, attrs);
  return { ...stock, gradFunc };
}

/**
 * The gradient of bilinear resizing; TensorFlow.js forgets `halfPixelCenters` in it, and its plain
 * backend exchanges height and width. Resizing is a product with one matrix for the rows and one
 * for the columns, which is what it makes of unit matrices.
 */
export const bilinearGradient: tf.GradConfig = {
  kernelName: tf.ResizeBilinear,
  inputsToSave: ["images"],
  gradFunc: (dy, [images], attrs) => ({
    images: () => {
      const [n, height, width, channels] = images!.shape as [number, number, number, number];
      const { size, alignCorners, halfPixelCenters } = attrs as unknown as Attributes;
      const [outHeight, outWidth] = size;
      const matrix = (from: number, to: number) =>
        tf.image
          .resizeBilinear(
            tf.eye(from).expandDims<tf.Tensor3D>(-1),
            [to, from],
            alignCorners,
            halfPixelCenters,
          )
          .reshape<tf.Tensor2D>([to, from]);
      const errors = (dy as tf.Tensor).reshape([n, outHeight, outWidth * channels]);
      const rows = tf.matMul(matrix(height, outHeight), errors, true);
      const columns = rows.reshape([n * height, outWidth, channels]);
      return tf.matMul(matrix(width, outWidth), columns, true).reshape(images!.shape);
    },
  }),
};
