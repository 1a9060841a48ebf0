import { tf } from "@rosenblatt/engine";
import type { Anchor } from "./anchors.js";

/**
 * How four numbers make a box of an anchor: as the distances of its edges from the anchor's middle,
 * or as offsets (see `boxOffsets`). Either way zeros are the anchor itself.
 */
export type BoxCode = "edges" | "offsets";

interface BoxArgs {
  readonly name: string;
  readonly anchors: readonly Anchor[];
  readonly code: BoxCode;
}

/** No side becomes more than 62.5 times as long, as in Detectron: it would overflow. */
const most = Math.log(1000 / 16);

/** Numbers `[anchors, 4]` as boxes in pixels. */
class Boxes extends tf.layers.Layer {
  static className = "Boxes";
  readonly #args: BoxArgs;

  constructor(args: BoxArgs) {
    super({ name: args.name });
    this.#args = args;
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = (Array.isArray(inputs) ? inputs[0]! : inputs) as tf.Tensor;
    const { anchors, code } = this.#args;
    return tf.tidy(() => {
      const sizes = tf.tensor2d(anchors.map(([, , width, height]) => [width, height]));
      const middles = tf.tensor2d(
        anchors.map(([left, top, width, height]) => [left + width / 2, top + height / 2]),
      );
      const [first, second] = tf.split(x, 2, 2) as [tf.Tensor, tf.Tensor];
      const longer = second.minimum(most).exp().mul(sizes);
      if (code === "offsets") {
        const starts = middles.add(first.mul(sizes)).sub(longer.div(2));
        return tf.concat([starts, longer], 2);
      }
      const before = first.minimum(most).exp().mul(sizes).div(2);
      return tf.concat([middles.sub(before), before.add(longer.div(2))], 2);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { anchors, code } = this.#args;
    return { ...super.getConfig(), anchors: anchors.map((anchor) => [...anchor]), code };
  }
}
tf.serialization.registerClass(
  Boxes as unknown as Parameters<typeof tf.serialization.registerClass>[0],
);

/** Adds a layer that makes boxes of numbers. */
export function boxesOf(x: tf.SymbolicTensor, args: BoxArgs): tf.SymbolicTensor {
  return new Boxes(args).apply(x) as tf.SymbolicTensor;
}
