import { type Img, tf } from "@rosenblatt/engine";
import { checkCount, misfit } from "../errors.js";
import type { Layer } from "../layer.js";
import { imageSizes } from "../window.js";

interface TakeChannelsArgs {
  readonly name?: string;
  readonly from: number;
  readonly count: number;
}

/** Some neighbouring channels of images. */
class TakeChannels extends tf.layers.Layer {
  static className = "TakeChannels";
  readonly from: number;
  readonly count: number;

  constructor({ from, count, ...rest }: TakeChannelsArgs) {
    super(rest);
    this.from = from;
    this.count = count;
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return [...shape.slice(0, -1), this.count];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = (Array.isArray(inputs) ? inputs[0]! : inputs) as tf.Tensor4D;
    return tf.slice4d(x, [0, 0, 0, this.from], [-1, -1, -1, this.count]);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), from: this.from, count: this.count };
  }
}
tf.serialization.registerClass(
  TakeChannels as unknown as Parameters<typeof tf.serialization.registerClass>[0],
);

/** Takes `count` channels of an image, beginning with number `from`, from 0. */
export function takeChannels(from: number, count: number): Layer<Img, Img> {
  const label = `takeChannels(${from}, ${count})`;
  checkCount(label, { count });
  return {
    kind: "take",
    label,
    weighted: false,
    output: (input, after) => {
      const [height, width, channels] = imageSizes({ label, input, after });
      if (from + count > channels) {
        const needs = `at least ${from + count} channels`;
        throw misfit(label, { after, needs, got: input, cure: "take fewer" });
      }
      return [height, width, count];
    },
    apply: (x, { name }) => new TakeChannels({ name, from, count }).apply(x) as tf.SymbolicTensor,
  };
}
