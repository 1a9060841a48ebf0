import { tf } from "@rosenblatt/engine";
import { heatOverlay, type Picture } from "@rosenblatt/plots";
import { checkCount } from "../errors.js";
import { imageShape, imageTensor } from "./image-tensor.js";
import { targetOf } from "./target.js";
import { pictured } from "./tiles.js";

export interface OcclusionOptions {
  /** The class that is asked about; the model's own answer by default. */
  readonly target?: number;
  /** The side of the square that covers, in pixels; a fifth of the picture by default. */
  readonly size?: number;
  /** How far it moves, in pixels. */
  readonly stride?: number;
  /** What it is filled with. */
  readonly fill?: number;
}

/** What a model misses when a part is covered; the picture shows the image, and the map over it. */
export interface Occlusion extends Picture {
  readonly target: number;
  /** The probability of that class for the picture as it is. */
  readonly probability: number;
  /** How much of it is lost with the square at each place: `losses[row][column]`. */
  readonly losses: readonly (readonly number[])[];
  /** The mean loss of all squares that cover a pixel, row by row. */
  readonly heat: Float32Array;
}

/**
 * Covers a picture by a square, place by place, and asks how probable a class remains. What the
 * model needs loses most. The probability is the softmax of the outputs, unless these are one.
 *
 * Zeiler and Fergus, Visualizing and Understanding Convolutional Networks (2014), section 4.2,
 * https://arxiv.org/abs/1311.2901
 *
 * @throws RangeError when picture or class do not fit the model, or the square the picture.
 * @example
 * occlusion(lenet(), new Float32Array(784), { size: 8, stride: 4 }).losses.length // 6
 */
export function occlusion(
  model: tf.LayersModel,
  image: ArrayLike<number>,
  { target: wanted, size: side, stride = 1, fill = 0 }: OcclusionOptions = {},
): Occlusion {
  const to = "cover parts of the picture";
  const shape = imageShape(model, to);
  const [height, width] = shape;
  const size = side ?? Math.max(1, Math.round(Math.min(height, width) / 5));
  checkCount("a square that covers", { size, stride });
  if (size > Math.min(height, width)) {
    throw new RangeError(
      `Cannot ${to} with size = ${size}: the picture is ${height} × ${width}; take a smaller one`,
    );
  }
  const places = (room: number) =>
    Array.from({ length: Math.floor((room - size) / stride) + 1 }, (_, i) => i * stride);
  const [tops, lefts] = [places(height), places(width)];
  const { target, probability, covered } = tf.tidy(() => {
    const x = imageTensor(image, { shape, to });
    const whole = probabilities(model, x);
    const asked = targetOf(whole, { target: wanted, to });
    const all = tops.map((top) => {
      const copies = lefts.map((left) => ({ top, left }));
      const batch = coveredBatch(image, { shape, copies, size, fill });
      return tf.tidy(() => Array.from(probabilities(model, batch).gather([asked], 1).dataSync()));
    });
    return { target: asked, probability: whole.dataSync()[asked]!, covered: all };
  });
  const losses = covered.map((row) => row.map((value) => probability - value));
  const heat = spread(losses, { tops, lefts, size, height, width });
  const most = Math.max(...heat, 1e-12);
  const share = heat.map((value) => Math.max(0, value / most));
  const shown = [0, 0.6].map((strength) => heatOverlay(image, share, { shape, strength }));
  return pictured({ target, probability, losses, heat }, shown, {
    shape: [height, width, 3],
    scale: Math.max(1, Math.round(160 / width)),
    title: `What class ${target} needs: up to ${Number((100 * most).toPrecision(2))} points of ${(100 * probability).toFixed(1)} %`,
  });
}

function probabilities(model: tf.LayersModel, x: tf.Tensor): tf.Tensor {
  const outputs = model.apply(x, { training: false }) as tf.Tensor;
  const { activation } = model.layers.at(-1)!.getConfig();
  return activation === "softmax" || /softmax/i.test(model.layers.at(-1)!.getClassName())
    ? outputs
    : tf.softmax(outputs);
}

function coveredBatch(
  image: ArrayLike<number>,
  {
    shape: [height, width, channels],
    copies,
    size,
    fill,
  }: {
    shape: readonly [number, number, number];
    copies: readonly { top: number; left: number }[];
    size: number;
    fill: number;
  },
): tf.Tensor4D {
  const one = height * width * channels;
  const values = new Float32Array(copies.length * one);
  copies.forEach(({ top, left }, i) => {
    values.set(Array.from(image), i * one);
    for (let row = top; row < top + size; row += 1) {
      const start = i * one + (row * width + left) * channels;
      values.fill(fill, start, start + size * channels);
    }
  });
  return tf.tensor4d(values, [copies.length, height, width, channels]);
}

function spread(
  losses: readonly (readonly number[])[],
  {
    tops,
    lefts,
    size,
    height,
    width,
  }: {
    tops: readonly number[];
    lefts: readonly number[];
    size: number;
    height: number;
    width: number;
  },
): Float32Array {
  const [sums, counts] = [new Float32Array(height * width), new Float32Array(height * width)];
  tops.forEach((top, j) => {
    lefts.forEach((left, i) => {
      for (let row = top; row < top + size; row += 1) {
        for (let column = left; column < left + size; column += 1) {
          sums[row * width + column]! += losses[j]![i]!;
          counts[row * width + column]! += 1;
        }
      }
    });
  });
  return sums.map((sum, i) => (counts[i]! > 0 ? sum / counts[i]! : 0));
}
