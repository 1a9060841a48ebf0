import { type Seq, tf } from "@rosenblatt/engine";
import { checkCount } from "../errors.js";
import type { Layer } from "../layer.js";
import { stepsOf } from "./recurrent-layer.js";

interface LastStepsArgs {
  readonly name?: string;
  readonly count: number;
}

/** At each step of a sequence the features of the last steps side by side. */
class LastSteps extends tf.layers.Layer {
  static className = "LastSteps";
  readonly count: number;

  constructor({ count, ...rest }: LastStepsArgs) {
    super(rest);
    this.count = count;
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    const [batch, steps, features] = shape as [number, number, number];
    return [batch, steps, features * this.count];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = (Array.isArray(inputs) ? inputs[0]! : inputs) as tf.Tensor3D;
      const [batch, steps, features] = x.shape;
      const padded = tf.concat([tf.zeros<tf.Rank.R3>([batch, this.count - 1, features]), x], 1);
      const shifted = Array.from({ length: this.count }, (_, i) =>
        padded.slice([0, i, 0], [batch, steps, features]),
      );
      return this.count === 1 ? x.clone() : tf.concat(shifted, 2);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), count: this.count };
  }
}
tf.serialization.registerClass(
  LastSteps as unknown as Parameters<typeof tf.serialization.registerClass>[0],
);

/**
 * At each step of a sequence the features of that step and of those before it, `count` in all, side
 * by side, the oldest first; zeros before the beginning. With `perStep(dense(…))` behind it, a
 * feed-forward network that sees a window of the past, where a recurrent layer would see all of it.
 *
 * Bengio, Ducharme, Vincent, Jauvin, A neural probabilistic language model (2003),
 * https://www.jmlr.org/papers/v3/bengio03a.html
 *
 * @throws RangeError when `count` is not a whole number above 0.
 * @example lastSteps(8) // [64, 32] -> [64, 256]
 */
export function lastSteps(count: number): Layer<Seq, Seq> {
  const label = `lastSteps(${count})`;
  checkCount(label, { count });
  return {
    kind: "lastSteps",
    label,
    weighted: false,
    output: (input, after) => [stepsOf(input, { label, after }), input[1]! * count],
    apply: (x, { name }) => new LastSteps({ name, count }).apply(x) as tf.SymbolicTensor,
  };
}
