import { type Img, maxUnpool, tf } from "@rosenblatt/engine";
import { checkCount, misfit } from "./errors.js";
import type { Layer } from "./layer.js";
import { applyPath, type LayerPath, layersOf, outputOfPath } from "./path.js";
import { slide } from "./window.js";

interface UnpoolArgs {
  readonly name: string;
  readonly size: number;
}

/** Puts values of pooled images back to where these had their largest ones. */
class MaxUnpool extends tf.layers.Layer {
  static className = "MaxUnpool";
  readonly size: number;

  constructor({ size, ...rest }: UnpoolArgs) {
    super(rest);
    this.size = size;
  }

  override computeOutputShape(shapes: tf.Shape | tf.Shape[]): tf.Shape {
    return (shapes as tf.Shape[])[1]!;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [values, images] = inputs as [tf.Tensor4D, tf.Tensor4D];
    return maxUnpool(values, images, { size: this.size });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), size: this.size };
  }
}
tf.serialization.registerClass(
  MaxUnpool as unknown as Parameters<typeof tf.serialization.registerClass>[0],
);

/** Adds a layer that puts `values` to where those that they were pooled to come from in `images`. */
export function unpool(
  { values, images }: { values: tf.SymbolicTensor; images: tf.SymbolicTensor },
  { name, size }: UnpoolArgs,
): tf.SymbolicTensor {
  return new MaxUnpool({ name, size }).apply([values, images]) as tf.SymbolicTensor;
}

/**
 * Max-pools with windows of `size` × `size`, runs a path, which is a layer or an array of them, and
 * puts each value that comes out back to where the largest one of its window was; all else is 0. The
 * path must leave the pooled sizes as they are. Source: Badrinarayanan, Kendall and Cipolla, SegNet
 * (2015), figure 3.
 *
 * @throws RangeError for a size that is not a whole number above 0, and for a path that changes the
 *   pooled sizes.
 * @example
 * unpooled(2, conv(16, 3, { pad: "same" })); // [28, 28, 16] -> [28, 28, 16]
 */
export function unpooled(size: number, path: LayerPath | []): Layer<Img, Img> {
  const label = `unpooled(${size})`;
  checkCount(label, { size });
  return {
    kind: "unpooled",
    label,
    weighted: layersOf(path).some(({ weighted }) => weighted),
    output: (input, after) => {
      const window = { size: [size, size], stride: size, pad: "valid" } as const;
      const pooled = [...slide(window, { label, input, after }), input[2]!];
      const made = outputOfPath(path, pooled, label);
      if (`${made}` === `${pooled}`) return input;
      const needs = `a path that ends with [${pooled.join(", ")}]`;
      const cure = `give it pad: "same" and end it with ${pooled[2]} filters`;
      throw misfit(label, { after, needs, got: made, cure });
    },
    apply: (x, { name, last }) => {
      const pooling = tf.layers.maxPooling2d({ name: `${name}.pool`, poolSize: size });
      const pooled = pooling.apply(x) as tf.SymbolicTensor;
      const values = applyPath(path, pooled, { prefix: `${name}.`, last });
      return unpool({ values, images: x }, { name, size });
    },
  };
}
