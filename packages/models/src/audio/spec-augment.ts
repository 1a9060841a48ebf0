import { tf } from "@rosenblatt/engine";
import { misfit } from "../errors.js";
import type { AnyRankLayer } from "../layer.js";

/** How much of a spectrogram is hidden in training. */
export interface SpecAugmentOptions {
  /** At most so many frames next to each other. */
  readonly time?: number;
  /** At most so many features next to each other. */
  readonly frequency?: number;
  /** How many such bands of each kind. */
  readonly masks?: number;
}

type LayerArgs = Required<SpecAugmentOptions> & { readonly name?: string };

/** Hides bands while training, and does nothing else. */
class SpecAugment extends tf.layers.Layer {
  static className = "SpecAugment";
  readonly sizes: Required<SpecAugmentOptions>;

  constructor({ time, frequency, masks, ...args }: LayerArgs) {
    super(args);
    this.sizes = { time, frequency, masks };
  }

  override computeOutputShape(shape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    return shape;
  }

  override call(
    inputs: tf.Tensor | tf.Tensor[],
    { training = false }: { training?: boolean } = {},
  ): tf.Tensor {
    const x = (Array.isArray(inputs) ? inputs[0]! : inputs) as tf.Tensor4D;
    return training ? tf.tidy(() => hidden(x, this.sizes)) : x.clone();
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.sizes };
  }
}
tf.serialization.registerClass(
  SpecAugment as unknown as Parameters<typeof tf.serialization.registerClass>[0],
);

function hidden(x: tf.Tensor4D, { time, frequency, masks }: Required<SpecAugmentOptions>) {
  const [n, frames, features] = x.shape;
  let kept: tf.Tensor = tf.ones([1, 1, 1, 1]);
  for (let i = 0; i < masks; i += 1) {
    if (time > 0) kept = kept.mul(outside(n, { length: frames, most: time }).expandDims(2));
    if (frequency > 0) {
      kept = kept.mul(outside(n, { length: features, most: frequency }).expandDims(1));
    }
  }
  const mean = x.mean([1, 2, 3], true);
  return x.mul(kept).add(mean.mul(tf.scalar(1).sub(kept)));
}

/** `[n, length, 1]`: 0 in a random band of each example, 1 elsewhere. */
function outside(n: number, { length, most }: { length: number; most: number }): tf.Tensor3D {
  const width = tf
    .randomUniform([n, 1])
    .mul(Math.min(most, length) + 1)
    .floor();
  const start = tf
    .randomUniform([n, 1])
    .mul(width.neg().add(length + 1))
    .floor();
  const places = tf.tensor2d(
    Float32Array.from({ length }, (_, i) => i),
    [1, length],
  );
  const before = places.less(start).cast("float32");
  const behind = places.greaterEqual(start.add(width)).cast("float32");
  return before.add(behind).expandDims(2) as tf.Tensor3D;
}

/**
 * Hides random bands of frames and of features of each spectrogram `[frames, features, 1]` while a
 * network trains, under the spectrogram's mean. Source: D. S. Park et al., SpecAugment: a simple
 * data augmentation method for automatic speech recognition, Interspeech 2019.
 *
 * @throws RangeError unless sizes are whole numbers from 0 on.
 * @example net([8000], melSpectrogram(40, { sampleRate: 8000 }), specAugment({ time: 8 }), flatten(), dense(10))
 */
export function specAugment({
  time = 10,
  frequency = 8,
  masks = 1,
}: SpecAugmentOptions = {}): AnyRankLayer {
  const label = "specAugment()";
  const sizes = { time, frequency, masks };
  const wrong = Object.entries(sizes).find(([, size]) => !(Number.isInteger(size) && size >= 0));
  if (wrong) {
    throw new RangeError(
      `Cannot make ${label} with ${wrong[0]} = ${wrong[1]}: it must be a whole number from 0 on`,
    );
  }
  return {
    kind: "specAugment",
    label,
    weighted: false,
    keepsShape: true,
    output: (input, after) => {
      if (input.length !== 3) {
        const cure = "put melSpectrogram() before it";
        throw misfit(label, { after, needs: "[frames, features, channels]", got: input, cure });
      }
      return input;
    },
    apply: (x, { name }) => new SpecAugment({ name, ...sizes }).apply(x) as tf.SymbolicTensor,
  };
}
