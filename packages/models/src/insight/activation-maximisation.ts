import { tf } from "@rosenblatt/engine";
import type { Picture } from "@rosenblatt/plots";
import { checkCount } from "../errors.js";
import { imageShape } from "./image-tensor.js";
import { type LayerChoice, layerOf, upTo } from "./layer-of.js";
import { linearly } from "./linearly.js";
import { pictured } from "./tiles.js";

export interface ActivationMaximisationOptions {
  /** The last convolution by default; the output layer for what a class looks like. */
  readonly layer?: LayerChoice;
  /** Which channels, or units of a layer without maps; the first eight by default. */
  readonly units?: readonly number[];
  readonly steps?: number;
  /** How far all pixels move in a step, on average. */
  readonly stepSize?: number;
  /** The share by which a picture goes back to grey in each step. */
  readonly decay?: number;
  /** After each so many steps a picture is blurred a little; 0 never does. */
  readonly blurEvery?: number;
}

/** Pictures that excite units most, from grey on; made, not found. */
export interface ActivationMaximisation extends Picture {
  readonly layer: string;
  readonly units: readonly number[];
  /** One for each unit, row by row with channels last, from 0 to 1. */
  readonly images: readonly Float32Array[];
  /** The sum of each unit before the first and after each step: `activations[unit][step]`. */
  readonly activations: readonly (readonly number[])[];
}

/**
 * What a unit would like to see: from grey on, pictures climb its gradient. Going back to grey and
 * blurring hold down what only networks see. A channel counts by the mean of its map,
 * all units before their activation function.
 *
 * Simonyan et al. (2014), section 2, https://arxiv.org/abs/1312.6034; decay and blur as Yosinski
 * et al. (2015), https://arxiv.org/abs/1506.06579
 *
 * @throws RangeError when layer or units do not fit the model.
 * @example
 * activationMaximisation(lenet(), { layer: "conv2", units: [0, 1], steps: 20 }).images.length // 2
 */
export function activationMaximisation(
  model: tf.LayersModel,
  {
    layer: choice,
    units,
    steps = 100,
    stepSize = 0.02,
    decay = 0.01,
    blurEvery = 4,
  }: ActivationMaximisationOptions = {},
): ActivationMaximisation {
  const to = "make pictures for units";
  checkCount("pictures for units", { steps });
  const layer = layerOf(model, { layer: choice, usual: "last", to });
  const shape = imageShape(model, to);
  const count = (layer.outputShape as number[]).at(-1)!;
  const asked = units ?? Array.from({ length: Math.min(8, count) }, (_, i) => i);
  const odd = asked.find((unit) => !(Number.isInteger(unit) && unit >= 0 && unit < count));
  if (odd !== undefined) {
    throw new RangeError(`Cannot ${to} such as ${odd}: ${layer.name} has 0 to ${count - 1}`);
  }
  const part = upTo(model, layer);
  const rules = { units: asked, steps, stepSize, decay, blurEvery };
  const size = shape[0] * shape[1] * shape[2];
  const { pixels, activations } = linearly(layer, () =>
    tf.tidy(() => climb(part, tf.fill([asked.length, ...shape], 0.5), rules)),
  );
  const images = asked.map((_, i) => pixels.slice(i * size, (i + 1) * size));
  return pictured({ layer: layer.name, units: asked, images, activations }, images, {
    shape: [...shape],
    range: [0, 1],
    captions: asked.map((unit) => `unit ${unit}`),
    title: `${layer.name}: what units would like to see`,
  });
}

interface Rules {
  readonly units: readonly number[];
  readonly steps: number;
  readonly stepSize: number;
  readonly decay: number;
  readonly blurEvery: number;
}

/** All pictures at once, each up the gradient of its own unit. */
function climb(
  part: tf.LayersModel,
  start: tf.Tensor,
  { units, steps, stepSize, decay, blurEvery }: Rules,
): { pixels: Float32Array; activations: number[][] } {
  const own = (x: tf.Tensor) => {
    const made = part.apply(x, { training: false }) as tf.Tensor;
    const sums = made.reshape([units.length, -1, made.shape.at(-1)!]).mean(1);
    return sums.mul(tf.oneHot(tf.tensor1d([...units], "int32"), made.shape.at(-1)!)).sum(1);
  };
  const slope = tf.grad((x: tf.Tensor) => own(x).sum() as tf.Scalar);
  const history = [own(start).dataSync()];
  let x = start;
  for (let step = 1; step <= steps; step += 1) {
    const next = tf.tidy(() => {
      const gradient = slope(x);
      const size = gradient.square().mean([1, 2, 3], true).sqrt().maximum(1e-12);
      const moved = x.add(gradient.div(size).mul(stepSize));
      const paler = moved
        .sub(0.5)
        .mul(1 - decay)
        .add(0.5);
      const softer = blurEvery > 0 && step % blurEvery === 0 ? blurred(paler) : paler;
      return softer.clipByValue(0, 1);
    });
    x.dispose();
    x = next;
    history.push(tf.tidy(() => own(x).dataSync()));
  }
  const activations = units.map((_, i) => history.map((sums) => sums[i]!));
  return { pixels: x.dataSync() as Float32Array, activations };
}

/** Each pixel with an eighth part of each of its four neighbours; borders see themselves. */
function blurred(x: tf.Tensor): tf.Tensor {
  const [, height, width] = x.shape as [number, number, number, number];
  const padded = tf.mirrorPad(
    x,
    [
      [0, 0],
      [1, 1],
      [1, 1],
      [0, 0],
    ],
    "symmetric",
  );
  const part = (top: number, left: number) =>
    padded.slice([0, top, left, 0], [-1, height, width, -1]);
  const around = tf.addN([part(0, 1), part(2, 1), part(1, 0), part(1, 2)]);
  return x.mul(0.5).add(around.mul(0.125));
}
