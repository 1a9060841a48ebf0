import { tf } from "@rosenblatt/engine";
import { type Framing, framed, frameRoom } from "./frames.js";
import { windowValues } from "./window-values.js";

/** Real and imaginary parts, each `[n, frames, bins]` with bins from 0 to half the frame's size. */
export interface Spectra {
  readonly real: tf.Tensor3D;
  readonly imaginary: tf.Tensor3D;
}

/**
 * The Fourier transform of each frame, as a product with a matrix of windowed cosines and sines: it
 * is traced, has gradients, and for frames of usual sizes costs little beside a network.
 */
export function fourier(waves: tf.Tensor2D, framing: Framing): Spectra {
  const frames = framed(waves, framing);
  const [n, count, room] = frames.shape;
  const bins = binCount(framing);
  const products = frames.reshape<tf.Tensor2D>([n * count, room]).matMul(matrixOf(framing));
  const part = (start: number) =>
    products.slice([0, start], [n * count, bins]).reshape<tf.Tensor3D>([n, count, bins]);
  return { real: part(0), imaginary: part(bins) };
}

/** How many frequencies a frame of real numbers tells of. */
export function binCount({ size }: Pick<Framing, "size">): number {
  return Math.floor(size / 2) + 1;
}

function matrixOf(framing: Framing): tf.Tensor2D {
  const { size, windowSize, window } = framing;
  const bins = binCount(framing);
  const weights = windowValues(window, { length: windowSize, size });
  const values = new Float32Array(frameRoom(framing) * 2 * bins);
  for (let sample = 0; sample < size; sample += 1) {
    for (let bin = 0; bin < bins; bin += 1) {
      // The remainder keeps large angles exact.
      const angle = (2 * Math.PI * ((sample * bin) % size)) / size;
      const at = sample * 2 * bins + bin;
      values[at] = weights[sample]! * Math.cos(angle);
      values[at + bins] = -weights[sample]! * Math.sin(angle);
    }
  }
  return tf.tensor2d(values, [frameRoom(framing), 2 * bins]);
}
